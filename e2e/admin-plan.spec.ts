/** An owner's way through the plan: trial, larger, unpaid and paid, cancelled and kept; a shopper sees when it ends. */
import { expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { logIn, watchForErrors } from './support/browser'
import { http, runtime } from './support/platform'

const slug = `plan-${Date.now().toString(36)}`
const banner = (page: Page) => page.getByRole('status', { name: 'Plan' })
const openRoom = (page: Page) => page.goto(`${runtime().platformUrl}/admin/${slug}/settings/plan`)
const current = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: 'Your plan' }) })
const shopAnswers = async () => (await http(`${slug}.${runtime().storesDomain}`, '/')).status

async function openStore(page: Page): Promise<void> {
  const [maya] = runtime().demo.merchants
  await logIn(page, maya?.email ?? '', maya?.password ?? '')
  await page.goto(`${runtime().platformUrl}/stores?new`)
  await page.getByLabel('Store name').fill('Plan & Co')
  await page.getByLabel('Address').fill(slug)
  await page.getByRole('button', { name: /create|open/i }).click()
  await page.waitForURL(`**/admin/${slug}**`)
}

/** Lets time pass for the store's subscription, as Stripe's clock does. */
async function passTime(step: string, more: object = {}): Promise<void> {
  const sql = postgres(runtime().databaseAdminUrl, { max: 1 })
  const [row] = await sql`select stripe_subscription_id as subscription from stores where subdomain = ${slug}`
  await sql.end()
  const body = JSON.stringify({ ...row, step, ...more })
  const answer = await fetch(`${runtime().stripeApiBase}/_subscriptions`, { method: 'POST', body })
  expect(answer.status).toBe(200)
}

/** On Stripe's page: chooses a card, presses the button, and Stripe has it. */
async function payWith(page: Page, card: RegExp, button: RegExp): Promise<void> {
  await page.getByRole('radio', { name: card }).check()
  const sent = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await page.getByRole('button', { name: button }).click()
  await sent
}

/** Reloads until the desk shows what Stripe's event brought. */
async function untilShown(page: Page, shown: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await openRoom(page)
    await shown()
  }).toPass({ timeout: 15_000 })
}

test('from the trial to a larger plan, through a failed payment, to the end and back', async ({ page }) => {
  test.setTimeout(120_000)
  const errors = watchForErrors(page)
  await openStore(page)
  await openRoom(page)
  await expect(current(page)).toContainText('Basic')
  await expect(current(page)).toContainText('14 days left')
  await expect(banner(page)).toBeHidden()

  await page.getByRole('button', { name: 'Choose Basic' }).click()
  await payWith(page, /4242/, /Start trial/)
  await page.waitForURL('**/settings/plan')
  await expect(current(page)).toContainText('after the trial')
  await passTime('end_period')
  await untilShown(page, () => expect(current(page)).toContainText('Active', { timeout: 1_000 }))

  await page.getByRole('button', { name: 'Upgrade to Professional' }).click()
  await expect(page.getByRole('dialog')).toContainText(/\$\d+\.\d\d is charged now/)
  await page.getByRole('button', { name: 'Pay and upgrade' }).click()
  await expect(page.getByText('The store is on Professional')).toBeVisible()
  await expect(current(page)).toContainText('1% of each sale')

  await page.getByRole('button', { name: 'Card and invoices' }).click()
  await payWith(page, /0341/, /Save card/)
  await passTime('end_period')
  await untilShown(page, () => expect(page.getByText('The last payment')).toBeVisible({ timeout: 1_000 }))
  expect(await shopAnswers()).toBe(200)
  await page.goto(`${runtime().platformUrl}/admin/${slug}`)
  await expect(banner(page)).toContainText('The last payment for the plan failed')
  await banner(page).getByRole('link', { name: 'Settle the payment' }).click()
  await expect(page.getByRole('button', { name: 'Change to Basic' })).toBeDisabled()
  await page.getByRole('button', { name: 'Pay now' }).click()
  await payWith(page, /4444/, /Save card and pay \$79\.00/)
  await page.getByRole('link', { name: 'Return to the store' }).click()
  await page.waitForURL('**/settings/plan')
  await expect(current(page)).toContainText('Active')
  await expect(page.getByText('The last payment')).toBeHidden()

  await page.getByRole('button', { name: 'Change to Basic' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Change to Basic' }).click()
  await expect(current(page)).toContainText('for Basic')
  await page.getByRole('button', { name: 'Keep Professional' }).click()
  await expect(current(page)).not.toContainText('for Basic')

  await page.getByRole('button', { name: 'Cancel plan' }).click()
  await page.getByRole('button', { name: 'Cancel the plan' }).click()
  await expect(current(page)).toContainText('the shop closes then')
  await page.getByRole('button', { name: 'Keep Professional' }).click()
  await expect(page.getByRole('button', { name: 'Cancel plan' })).toBeVisible()

  await page.getByRole('button', { name: 'Cancel plan' }).click()
  await page.getByRole('button', { name: 'Cancel the plan' }).click()
  await expect(current(page)).toContainText('the shop closes then')
  await passTime('end_period')
  await untilShown(page, () => expect(page.getByText('The plan has ended')).toBeVisible({ timeout: 1_000 }))
  await expect.poll(shopAnswers, { timeout: 10_000 }).toBe(503)
  await page.getByRole('button', { name: 'Choose Professional' }).click()
  await payWith(page, /4242/, /Pay \$79\.00/)
  await page.waitForURL('**/settings/plan')
  await expect(current(page)).toContainText('Active')
  await page.goto(`${runtime().platformUrl}/admin/${slug}`)
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(banner(page)).toBeHidden()
  await expect.poll(shopAnswers, { timeout: 10_000 }).toBe(200)
  expect(errors).toEqual([])
})
