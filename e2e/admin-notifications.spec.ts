/** A merchant gives the mails words and a look and is told of orders; a shopper who left the checkout is brought back. */
import { expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { bringToCheckout, expectOrderPage, fillCheckout, logIn, pay, watchForErrors } from './support/browser'
import { checkout, handles, orderSchema, product, shopperWith } from './support/buying'
import { expectOneMail, mailSource } from './support/mail'
import { operator } from './support/operator'
import { demoStore, http, runtime, Shopper } from './support/platform'

const US = { country: 'US', province: 'OR', zip: '97201' }

async function openRoom(page: Page, mail = ''): Promise<void> {
  await page.goto(`${runtime().platformUrl}/admin/harbor-books/settings/notifications${mail}`)
}

async function save(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(what)).toBeVisible()
}

async function logInAsMaya(page: Page): Promise<string> {
  const [maya] = runtime().demo.merchants
  await logIn(page, maya?.email ?? '', maya?.password ?? '')
  return maya?.email ?? ''
}

/** Buys over HTTP; the order's number. */
async function buy(email: string): Promise<number> {
  const { host } = demoStore('harbor-books')
  const names = await handles(new Shopper(host))
  for (const handle of names) {
    const variant = (await product(new Shopper(host), handle)).variants.find(({ available }) => available)
    if (!variant) continue
    const answer = await checkout(await shopperWith(host, variant.id), { email })
    if (answer.status === 201) return orderSchema.parse(answer.json()).order.number
  }
  throw new Error('the demo has nothing to sell')
}

test('words and look: refused by field, previewed, tried out, and in the next order’s mails', async ({ page }) => {
  const errors = watchForErrors(page)
  const own = await logInAsMaya(page)
  await openRoom(page)
  await page.getByRole('link', { name: 'Order confirmation' }).click()
  const desk = page.frameLocator('iframe[title="On a desk"]')
  await expect(desk.getByRole('heading', { name: /^Thank you/ })).toBeVisible()
  await expect(page.frameLocator('iframe[title="On a phone"]').getByRole('heading')).toBeVisible()

  await page.getByLabel('Subject').fill('Ahoy {{nobody}}')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('This mail has no {{nobody}}.')).toBeVisible()
  await page.getByLabel('Subject').fill('Ahoy, order ')
  await page.getByRole('button', { name: /^Insert order_number/ }).click()
  await expect(page.getByLabel('Subject')).toHaveValue('Ahoy, order {{order_number}}')
  await page.getByLabel('Introduction').fill('Welcome <b>aboard</b> {{store_name}}.')
  await expect(desk.getByText('Welcome <b>aboard</b> Harbor Books.')).toBeVisible()
  await page.getByRole('button', { name: 'Plain text' }).click()
  await expect(page.locator('pre')).toContainText('Welcome <b>aboard</b> Harbor Books.')
  await page.getByRole('button', { name: 'Send me a test' }).click()
  await expect(page.getByText(`Test sent to ${own}`)).toBeVisible()
  await expectOneMail(own, /^\[Test\] Ahoy, order #/)
  await save(page, 'Mail saved')

  await openRoom(page, '/look')
  await page.getByLabel('Sender’s name').fill('The Harbor crew')
  await page.getByLabel('Accent colour', { exact: true }).fill('blue')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Enter a colour such as #2f5d50.')).toBeVisible()
  await page.getByLabel('Accent colour', { exact: true }).fill('#2f5d50')
  await save(page, 'Look saved')

  const email = `words-${Date.now()}@example.test`
  const number = await buy(email)
  const { id } = await expectOneMail(email, new RegExp(`^Ahoy, order #${number}$`))
  const source = await mailSource(id)
  expect(source).toContain('From: The Harbor crew <')
  expect(source).toContain('#2f5d50')
  await expectOneMail('hello@books.example.test', new RegExp(`^New order #${number}: `))

  await openRoom(page, '/order-confirmation')
  await page.getByLabel('Subject').fill('')
  await page.getByLabel('Introduction').fill('')
  // A frame that is just being filled would end the way to the next page.
  await expect(desk.getByText(/^We have your order/)).toBeVisible()
  await save(page, 'Mail saved')
  await openRoom(page, '/look')
  await page.getByLabel('Sender’s name').fill('')
  await page.getByLabel('Accent colour', { exact: true }).fill('')
  await save(page, 'Look saved')
  // The browser's driver looks into the frames by scripts of its own, which they refuse like any other.
  expect(errors.filter((each) => !each.startsWith("Blocked script execution in 'about:srcdoc'"))).toEqual([])
})

test('a mail is switched off and on', async ({ page }) => {
  const errors = watchForErrors(page)
  await logInAsMaya(page)
  await openRoom(page)
  for (const [state, pressed] of [
    ['off', 'false'],
    ['on', 'true'],
  ] as const) {
    await page.getByRole('switch', { name: 'New order' }).click()
    await expect(page.getByText(`New order: ${state}`)).toBeVisible()
    await page.reload()
    await expect(page.getByRole('switch', { name: 'New order' })).toHaveAttribute('aria-checked', pressed)
  }
  expect(errors).toEqual([])
})

test.describe('a shopper who typed an address and left', () => {
  test.describe.configure({ mode: 'serial' })
  const email = `left-${Date.now()}@example.test`
  /** Of the reminder. */
  let source = ''

  test('is reminded once', async ({ page, browser }) => {
    const errors = watchForErrors(page)
    const shop = demoStore('harbor-books')
    await logInAsMaya(page)
    await openRoom(page)
    await page.getByRole('switch', { name: 'Abandoned checkout' }).click()
    await expect(page.getByText('Abandoned checkout: on')).toBeVisible()

    const elsewhere = await (await browser.newContext()).newPage()
    await bringToCheckout(elsewhere, `http://${shop.host}`, 'a-clockmakers-winter')
    const typed = elsewhere.waitForResponse('**/api/checkout/contact')
    await elsewhere.getByLabel('E-mail').fill(email)
    await elsewhere.getByLabel('Full name').focus()
    expect((await typed).status()).toBe(204)
    await elsewhere.context().close()

    const sql = postgres(runtime().databaseAdminUrl, { max: 1 })
    await sql`update abandoned_checkouts set due_at = now() where store_id = ${shop.id} and email = ${email}`
    await sql.end()
    await operator('checkouts', 'sweep')
    await operator('outbox', 'drain')
    const { id } = await expectOneMail(email, /^You left something at Harbor Books$/)
    source = (await mailSource(id)).replace(/=\r?\n/g, '')
    expect(errors).toEqual([])
  })

  test('comes back by the link, and can say no', async ({ page }) => {
    const errors = watchForErrors(page)
    const shop = demoStore('harbor-books')
    const link = /\/checkout\/recover\/[0-9a-f]{32}/.exec(source)?.[0] ?? ''
    const unsubscribe = /\/api(\/unsubscribe\/[0-9a-f]{96})/.exec(source) ?? []
    await page.goto(`http://${shop.host}${link}`)
    await page.waitForURL('**/checkout')
    await fillCheckout(page, { ...US, email })
    await pay(page)
    const { number } = await expectOrderPage(page)
    await expectOneMail(email, new RegExp(`#${number}`))
    await logInAsMaya(page)
    await page.goto(`${runtime().platformUrl}/admin/harbor-books/orders`)
    await page.getByRole('link', { name: 'Abandoned checkouts' }).click()
    const row = page.getByRole('row', { name: new RegExp(email) })
    await expect(row).toBeVisible()
    // The job that settles it is another than the mail's.
    await expect(async () => {
      await page.reload()
      await expect(row.getByText('Recovered')).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 30_000 })
    await expect(row.getByRole('link', { name: `#${number}` })).toBeVisible()

    const other = demoStore('kiln-and-clay').host
    expect((await http(other, unsubscribe[0] ?? '', { method: 'POST' })).status).toBe(404)
    expect((await http(shop.host, unsubscribe[0] ?? '', { method: 'POST' })).json()).toEqual({ unsubscribed: true })
    await page.goto(`http://${shop.host}${unsubscribe[1] ?? ''}`)
    await page.getByRole('button', { name: 'Stop the reminders' }).click()
    await expect(page.getByText('You get no more reminders')).toBeVisible()
    await openRoom(page)
    await page.getByRole('switch', { name: 'Abandoned checkout' }).click()
    await expect(page.getByText('Abandoned checkout: off')).toBeVisible()
    expect(errors).toEqual([])
  })
})
