/** A merchant and the payments room: half onboarded, open, disputed, paid out, disconnected, and connected again. */
import { expect, type Page, test } from '@playwright/test'
import { bringToCheckout, expectOrderPage, fillCheckout, pay, watchForErrors } from './support/browser'
import { expectOneMail } from './support/mail'
import { type NewShop, openShop } from './support/new-shop'

const US = { country: 'US', province: 'OR', zip: '97201' }

async function openRoom(page: Page, { desk }: NewShop): Promise<void> {
  await page.goto(`${desk}/settings/payments`)
}

/** What Stripe's webhook tells is in the room soon after. */
async function expectInRoom(page: Page, shop: NewShop, words: string): Promise<void> {
  await expect(async () => {
    await openRoom(page, shop)
    await expect(page.getByText(words, { exact: true })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
}

/** Goes to Stripe's onboarding, leaves it in this way, and is back in the room. */
async function onboard(page: Page, shop: NewShop, button: string, how: string): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('button', { name: how }).click()
  await page.waitForURL(`**/admin/${shop.slug}/settings/payments`)
}

/** Opens Stripe's own desk for the account from the room and presses a button there. */
async function onStripe(page: Page, shop: NewShop, link: string, ...buttons: RegExp[]): Promise<void> {
  await openRoom(page, shop)
  await page.getByRole('button', { name: link }).click()
  for (const name of buttons) {
    await expect(page.getByRole('button', { name })).toBeVisible()
    const sent = page.waitForResponse((answer) => answer.request().method() === 'POST')
    await page.getByRole('button', { name }).click()
    await sent
  }
}

test.describe.configure({ mode: 'serial' })

let page: Page
let shop: NewShop
let errors: string[]

test.beforeAll(async ({ browser }) => {
  page = await (await browser.newContext()).newPage()
  errors = watchForErrors(page)
  shop = await openShop(page, 'till')
})
test.afterAll(() => page.context().close())
test.afterEach(() => expect(errors).toEqual([]))

test('onboarded in part: the room names what Stripe needs and by when, until nothing is left', async () => {
  await openRoom(page, shop)
  await expect(page.getByText('Not active')).toBeVisible()
  await onboard(page, shop, 'Activate payments', 'Save the business details only')
  await expect(page.getByText('Set-up begun')).toBeVisible()
  await expect(page.getByText('Stripe still needs')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Bank account for payouts' })).toBeVisible()
  await expect(page.getByText('The responsible person’s date of birth')).toBeVisible()
  await expect(page.getByText('Charges off')).toBeVisible()
  await bringToCheckout(page, shop.origin, 'brown-paper')
  await expect(page.getByText('This shop cannot take payments yet')).toBeVisible()

  await openRoom(page, shop)
  await onboard(page, shop, 'Continue on Stripe', 'Send the documents later')
  await expect(page.getByText('Charges on')).toBeVisible()
  await expect(page.getByText('Payouts paused')).toBeVisible()
  await expect(page.getByText(/Stripe needs this by \d+ \w+/)).toBeVisible()
  await onboard(page, shop, 'Complete on Stripe', 'Complete onboarding')
  await expect(page.getByText('Payouts on')).toBeVisible()
  await expect(page.getByText('Nothing has been paid out yet')).toBeVisible()
})

test('a disputed sale: told by mail, shown with its deadline on the room and the order, won on Stripe, paid out', async () => {
  // The cart of the test before is still there.
  await page.goto(`${shop.origin}/checkout`)
  await fillCheckout(page, { ...US, email: `buyer-${shop.slug}@example.test` })
  await pay(page, /0259/)
  await expectOrderPage(page)
  await expectOneMail(shop.email, /disputes order #1001/)
  await openRoom(page, shop)
  await expect(page.getByText('Needs a response')).toBeVisible()
  await expect(page.getByText('The cardholder says they did not make this payment')).toBeVisible()
  await expect(page.getByText(/Answer by \d+ \w+/)).toBeVisible()
  // 12.50 and shipping, and the bank's 15.00, taken from what has settled: nothing.
  await expect(page.getByText('-$32.50')).toBeVisible()
  await page.getByRole('link', { name: 'Order #1001' }).click()
  await expect(page.getByText(/The amount is with the bank until it decides. Answer by/)).toBeVisible()
  await expect(page.getByText(/Dispute of \$17.50 opened: the cardholder says/)).toBeVisible()

  await onStripe(page, shop, 'Respond on Stripe', /Win the dispute/, /Pay out now/)
  await expectInRoom(page, shop, 'Won')
  await expect(page.getByRole('row').filter({ hasText: 'On its way' })).toContainText(/\d+ \w+.*\$\d+\.\d\d/)
})

test('access taken away: checkout refuses at once, and another account opens it again', async () => {
  await bringToCheckout(page, shop.origin, 'brown-paper')
  const till = page.url()
  const desk = await page.context().newPage()
  await onStripe(desk, shop, 'Open Stripe', /Disconnect the platform/)
  await expect(desk.getByText('has no access to this account any more')).toBeVisible()
  await expectInRoom(desk, shop, 'Disconnected')
  // The shopper whose page was open before cannot pay; one who comes now is told at once.
  await fillCheckout(page, { ...US, email: `late-${shop.slug}@example.test` })
  await pay(page)
  await expect(page.getByText('This shop does not take payments yet.')).toBeVisible()
  await page.goto(till)
  await expect(page.getByText('This shop cannot take payments yet')).toBeVisible()

  await onboard(desk, shop, 'Connect an account', 'Complete onboarding')
  await expect(desk.getByText('Active', { exact: true })).toBeVisible()
})

test('taxes by Stripe: worked out from the postal code, and charged', async () => {
  await page.goto(`${shop.desk}/settings/taxes`)
  await page.getByLabel('Taxes are worked out by').selectOption('stripe_tax')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Taxes saved')).toBeVisible()
  await page.goto(`${shop.origin}/checkout`)
  const tax = page
    .locator('dl > div', { has: page.locator('dt', { hasText: /^Tax$/ }) })
    .locator('dd')
    .first()
  await expect(tax).toHaveText(/^Depends on/)
  await fillCheckout(page, { country: 'US', province: 'CA', zip: '94607', email: `again-${shop.slug}@example.test` })
  await page.locator('[name=zip]').blur()
  // 7.25 % of 12.50 and of 5.00 for shipping.
  await expect(tax).toHaveText('$1.27')
  await pay(page)
  await expectOrderPage(page)
  await expect(page.getByText('$18.77').first()).toBeVisible()
})
