/** What a merchant does after the sale: part of the money back, the rest, an order called off. */
import { expect, type Page, test } from '@playwright/test'
import { bringToCheckout, expectOrderPage, fillCheckout, logIn, pay, watchForErrors } from './support/browser'
import { checkout, orderSchema, product, shopperWith } from './support/buying'
import { expectOneMail } from './support/mail'
import { demoStore, runtime, Shopper } from './support/platform'

const US = { country: 'US', province: 'OR', zip: '97201' }
const MONEY = /[\d,]+\.\d\d/

async function buyAndOpen(page: Page): Promise<{ token: string; number: string; email: string }> {
  const email = `after-${Date.now()}@example.test`
  await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
  await fillCheckout(page, { ...US, email })
  await pay(page)
  const { number, token } = await expectOrderPage(page)
  const [merchant] = runtime().demo.merchants
  await logIn(page, merchant?.email ?? '', merchant?.password ?? '')
  await page.goto(`${runtime().platformUrl}/admin/harbor-books/orders`)
  await page.getByRole('link', { name: `#${number}`, exact: true }).click()
  await expect(badge(page, 'Paid')).toBeVisible()
  return { token, number, email }
}

/** How the order stands, beside its number: not a message that says so, nor a line of its payment. */
const badge = (page: Page, words: string) =>
  page.getByRole('heading', { level: 1 }).locator('..').getByText(words, { exact: true })

test('a partial refund with the unit put back, then the rest: exact, and the shopper sees it', async ({ page }) => {
  const errors = watchForErrors(page)
  const { token, number, email } = await buyAndOpen(page)
  await page.getByRole('button', { name: 'Refund', exact: true }).click()
  await page.getByLabel(/^Units of .* to refund$/).fill('1')
  const button = page.getByRole('button', { name: /^Refund \$/ })
  await expect(button).not.toHaveText('Refund $0.00')
  await button.click()
  await expect(badge(page, 'Partly refunded')).toBeVisible()
  await expect(page.getByText(/\$[\d.]+ refunded/)).toBeVisible()
  await expectOneMail(email, new RegExp(`Refund for order #${number}`))

  await page.getByRole('button', { name: 'Refund', exact: true }).click()
  const left = MONEY.exec((await page.getByText(/of the payment left/).textContent()) ?? '')?.[0] ?? ''
  await page.getByLabel('Amount').fill('999999')
  await page.getByRole('button', { name: /^Refund \$/ }).click()
  await expect(page.getByText('This is more than what is left of the payment.')).toBeVisible()
  await page.getByLabel('Amount').fill(left)
  await page.getByLabel('Reason').fill('A gesture')
  await page.getByRole('button', { name: `Refund $${left}` }).click()
  await expect(badge(page, 'Refunded')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Refund', exact: true })).toHaveCount(0)

  await page.goto(`http://${demoStore('harbor-books').host}/orders/${token}`)
  await expect(page.getByRole('heading', { name: 'Refunded' })).toBeVisible()
  expect(errors).toEqual([])
})

test('an order that was not sent can be cancelled, and its money goes back', async ({ page }) => {
  const { token, number, email } = await buyAndOpen(page)
  await page.getByRole('button', { name: 'Cancel order' }).click()
  await expect(page.getByText(/The customer gets \$[\d.]+ back/)).toBeVisible()
  await page.getByLabel('Reason').selectOption('inventory')
  await page.getByRole('button', { name: 'Cancel the order' }).click()
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible()
  await expect(badge(page, 'Refunded')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Removed 1' })).toBeVisible()
  await page.goto(`http://${demoStore('harbor-books').host}/orders/${token}`)
  await expect(page.getByRole('heading', { name: 'Cancelled' })).toBeVisible()
  await expectOneMail(email, new RegExp(`#${number} was cancelled`))
})

/** The same without a browser: what is walked here begins after the sale. */
async function orderAndOpen(page: Page): Promise<{ token: string; number: string; email: string }> {
  const email = `after-${Date.now()}@example.test`
  const { host } = demoStore('harbor-books')
  const { variants } = await product(new Shopper(host), 'a-field-guide-to-ordinary-weather')
  const shopper = await shopperWith(host, variants.find(({ available }) => available)?.id ?? 0)
  const { order } = orderSchema.parse((await checkout(shopper, { email })).json())
  const [merchant] = runtime().demo.merchants
  await logIn(page, merchant?.email ?? '', merchant?.password ?? '')
  await page.goto(`${runtime().platformUrl}/admin/harbor-books/orders/${order.id}`)
  return { token: order.token, number: String(order.number), email }
}

test('what was sent comes back, is shelved and refunded; the order’s history tells who did what', async ({ page }) => {
  const errors = watchForErrors(page)
  const { token, number, email } = await orderAndOpen(page)
  await page.getByRole('button', { name: /^Fulfil \d+ item/ }).click()
  await expect(page.getByText('Fulfilled', { exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Return items' }).click()
  await page.getByLabel(/^Units of .* to return$/).fill('1')
  await page.getByLabel(/^Why .* comes back$/).selectOption('damaged')
  await page.getByLabel('Tracking number').last().fill('RET-1')
  await page.getByRole('button', { name: 'Open return of 1 item' }).click()
  await expect(page.getByText('On its way back')).toBeVisible()
  await expect(page.getByText('Damaged or faulty')).toBeVisible()
  await page.getByRole('button', { name: 'Receive items' }).click()
  await page.getByLabel(/^Units of .* back in stock$/).fill('0')
  await page.getByRole('button', { name: 'Receive return' }).click()
  await expect(page.getByText('0 of 1 back in stock')).toBeVisible()
  await expectOneMail(email, new RegExp(`return of order #${number}`))
  await page.getByRole('button', { name: 'Refund return' }).click()
  await page.getByRole('button', { name: /^Refund \$[1-9]/ }).click()
  await expect(badge(page, 'Partly refunded').or(badge(page, 'Refunded'))).toBeVisible()

  await page.getByLabel('Comment').fill('Called the customer: sending a new one.')
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(page.getByLabel('Comment')).toHaveValue('')
  await page.getByLabel('Note about this order').fill('Handle with care')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(page.getByRole('button', { name: 'Save note' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Send mail again' }).click()
  await page.getByRole('menuitem', { name: 'Order confirmation' }).click()
  await expect(page.getByText(`On its way to ${email}`)).toBeVisible()
  const history = page.getByRole('list').filter({ hasText: 'placed the order' })
  for (const words of [
    'Called the customer: sending a new one.',
    /Note edited by Maya/,
    /Order confirmation asked for again by Maya/,
    /received by Maya/,
    /Return of 1 item opened by Maya/,
  ]) {
    await expect(history.getByText(words).first()).toBeVisible()
  }
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(`Order confirmation sent to ${email}`)).toHaveCount(2, { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await page.goto(`http://${demoStore('harbor-books').host}/orders/${token}`)
  await expect(page.getByText('Return of 1 item received')).toBeVisible()
  await expect(page.getByText('Handle with care')).toHaveCount(0)
  expect(errors).toEqual([])
})

test('the list: filters as a sentence, a view of the team, several orders at once, papers', async ({ page }) => {
  const errors = watchForErrors(page)
  const { number } = await orderAndOpen(page)
  await page.goto(`${runtime().platformUrl}/admin/harbor-books/orders`)
  await page.getByRole('button', { name: /^Fulfilment:/ }).click()
  await page.getByRole('menuitem', { name: 'Unfulfilled', exact: true }).click()
  await page.waitForURL(/fulfillment=unfulfilled/)
  await page.getByRole('button', { name: /^Placed:/ }).click()
  await page.getByRole('link', { name: 'Placed today' }).click()
  await page.waitForURL(/placed=today/)
  await expect(page.getByRole('link', { name: `#${number}` })).toBeVisible()
  const name = `Today ${number}`
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click()
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await page.getByRole('checkbox', { name: `Select order #${number}` }).check()
  await expect(page.getByRole('region', { name: 'Selected orders' })).toContainText('1 selected')
  const papers = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Print packing slips' }).click()
  const slips = await papers
  await expect(slips.getByRole('article', { name: 'Packing slip' })).toContainText(`#${number}`)
  await slips.close()
  await page.getByRole('button', { name: 'Mark as fulfilled' }).click()
  await expect(page.getByText('1 order fulfilled')).toBeVisible()
  await expect(page.getByRole('link', { name: `#${number}` })).toHaveCount(0)

  await page.getByRole('button', { name: `View ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(`${name} gone`)
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('button', { name: `View ${name} gone` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('link', { name: `${name} gone` })).toHaveCount(0)

  await page.getByRole('searchbox', { name: 'Number, e-mail or name' }).fill(`#${number}`)
  await page.getByRole('searchbox', { name: 'Number, e-mail or name' }).press('Enter')
  await page.waitForURL(/[?&]q=/)
  await page.getByRole('link', { name: `#${number}` }).click()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Print invoice' }).click()
  await expect(page.getByRole('article', { name: 'Invoice' })).toContainText('Tax on goods')
  expect(errors).toEqual([])
})
