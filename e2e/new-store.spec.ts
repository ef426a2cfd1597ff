/** A stranger opens a shop: signs up, names a store, adds a product, activates payments, and somebody buys. */
import { expect, test } from '@playwright/test'
import { expectOrderPage, fillCheckout, pay } from './support/browser'
import { runtime } from './support/platform'

test('from sign-up to the first sale', async ({ page }) => {
  test.setTimeout(120_000)
  const slug = `paper-${Date.now().toString(36)}`
  const { platformUrl, storesDomain } = runtime()
  await page.goto(`${platformUrl}/signup`)
  await page.getByLabel('Your name').fill('Noor Haddad')
  await page.getByLabel('E-mail').fill(`${slug}@example.test`)
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByRole('button', { name: /create|sign up/i }).click()
  await page.waitForURL('**/stores**')

  await page.getByLabel('Store name').fill('Paper & String')
  await page.getByLabel('Address').fill(slug)
  await page.getByRole('button', { name: /create|open/i }).click()
  await page.waitForURL(`**/admin/${slug}**`)

  await page.goto(`${platformUrl}/admin/${slug}/products/new`)
  await page.getByLabel('Title').fill('Brown paper')
  await page.getByLabel('Price').first().fill('12.50')
  await page
    .getByLabel(/^Stock/)
    .first()
    .fill('4')
  await page.getByLabel('Status').selectOption('active')
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await page.waitForURL(new RegExp(`/admin/${slug}/products/\\d+`))

  await page.goto(`${platformUrl}/admin/${slug}/settings/payments`)
  await page.getByRole('button', { name: /activate payments/i }).click()
  await page.getByRole('button', { name: /complete onboarding/i }).click()
  await page.waitForURL(`**/admin/${slug}/settings/payments**`)

  await page.goto(`http://${slug}.${storesDomain}/products/brown-paper`)
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Check out' }).click()
  await page.waitForURL('**/checkout')
  await fillCheckout(page, { email: 'first@example.test', country: 'US', province: 'OR', zip: '97201' })
  await pay(page)
  const { number } = await expectOrderPage(page)
  expect(number).toBe('1001')
})
