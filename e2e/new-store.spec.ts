/** A stranger opens a shop: signs up, names a store, adds a product, activates payments, and somebody buys. */
import { expect, test } from '@playwright/test'
import { bringToCheckout, expectOrderPage, fillCheckout, pay } from './support/browser'
import { openShop } from './support/new-shop'

test('from sign-up to the first sale', async ({ page }) => {
  test.setTimeout(120_000)
  const { slug, desk, origin } = await openShop(page, 'paper')
  await page.goto(`${desk}/settings/payments`)
  await page.getByRole('button', { name: /activate payments/i }).click()
  await page.getByRole('button', { name: /complete onboarding/i }).click()
  await page.waitForURL(`**/admin/${slug}/settings/payments**`)

  await bringToCheckout(page, origin, 'brown-paper')
  await fillCheckout(page, { email: 'first@example.test', country: 'US', province: 'OR', zip: '97201' })
  await pay(page)
  const { number } = await expectOrderPage(page)
  expect(number).toBe('1001')
})
