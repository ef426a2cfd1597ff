/** The whole road once: a shopper buys on both of a store's hosts, the mail arrives, the merchant sees the order and ships it. */
import { expect, test } from '@playwright/test'
import { bringToCheckout, expectOrderPage, fillCheckout, logIn, pay, watchForErrors } from './support/browser'
import { expectOneMail } from './support/mail'
import { demoStore, runtime } from './support/platform'

const US = { country: 'US', province: 'OR', zip: '97201' }

test('a purchase on the subdomain: order page, one mail, order in the admin, fulfilled with tracking', async ({
  page,
}) => {
  const errors = watchForErrors(page)
  const email = `subdomain-${Date.now()}@example.test`
  await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
  await fillCheckout(page, { ...US, email })
  await pay(page)
  const { number } = await expectOrderPage(page)
  const mail = await expectOneMail(email, new RegExp(`#${number} confirmed`))
  expect(mail.subject).toContain(number)

  const [merchant] = runtime().demo.merchants
  await logIn(page, merchant?.email ?? '', merchant?.password ?? '')
  await page.goto(`${runtime().platformUrl}/admin/harbor-books/orders`)
  await page.getByRole('link', { name: `#${number}`, exact: true }).click()
  await expect(page.getByText(email).first()).toBeVisible()
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible()
  await page.getByLabel('Tracking number').fill('9400 1000 0000')
  await page.getByRole('button', { name: /^Fulfil \d+ item/ }).click()
  await expect(page.getByText('Fulfilled', { exact: true }).first()).toBeVisible()
  await expectOneMail(email, new RegExp(`#${number} is on its way`))
  expect(errors).toEqual([])
})

test('a purchase on the custom domain', async ({ page }) => {
  const errors = watchForErrors(page)
  const email = `domain-${Date.now()}@example.test`
  const origin = `http://${demoStore('harbor-books').customHost}`
  await bringToCheckout(page, origin, 'a-clockmakers-winter')
  await fillCheckout(page, { ...US, email })
  await pay(page)
  const { number } = await expectOrderPage(page)
  expect(page.url()).toContain(origin)
  await expectOneMail(email, new RegExp(`#${number} confirmed`))
  expect(errors).toEqual([])
})

test('a declined card says so, and another card pays', async ({ page }) => {
  const email = `declined-${Date.now()}@example.test`
  await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
  await fillCheckout(page, { ...US, email })
  await pay(page, /0002/)
  // One of the cards is called so as well: the message is not.
  await expect(page.getByText(/declined.* You have not been charged\./i)).toBeVisible()
  await pay(page, /4242/)
  await expectOrderPage(page)
})

test('3-D Secure: the bank asks, the shopper confirms, one order', async ({ page }) => {
  const email = `secure-${Date.now()}@example.test`
  await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
  await fillCheckout(page, { ...US, email })
  await pay(page, /3-D Secure/)
  await page.getByRole('button', { name: /complete/i }).click()
  const { number } = await expectOrderPage(page)
  await expectOneMail(email, new RegExp(`#${number} confirmed`))
})

test('a euro store with tax inside its prices sells too', async ({ page }) => {
  const email = `euro-${Date.now()}@example.test`
  await page.goto(`http://${demoStore('kiln-and-clay').host}/collections/all`)
  await page.locator('main a[href^="/products/"]').first().click()
  await page.waitForURL('**/products/**')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Check out' }).click()
  await page.waitForURL('**/checkout')
  await fillCheckout(page, { country: 'IE', zip: 'T12 AB34', email })
  await pay(page)
  await expectOrderPage(page)
  await expect(page.locator('main')).toContainText('€')
})

test('what is missing is marked all at once; a cart changed in another tab is shown whole before it is paid', async ({
  page,
  context,
}) => {
  const origin = `http://${demoStore('harbor-books').host}`
  await bringToCheckout(page, origin, 'a-field-guide-to-ordinary-weather')
  await page.getByRole('button', { name: /^Pay / }).click()
  for (const words of ['Enter an email address.', 'Enter a name.', 'Enter a street and number.', 'Enter a city.']) {
    await expect(page.getByText(words)).toBeVisible()
  }
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await page.getByLabel('State').selectOption('OR')
  await expect(page.getByText(/Choose a state/)).toHaveCount(0)
  await fillCheckout(page, { country: 'US', province: 'OR', zip: '97201', email: `tabs-${Date.now()}@example.test` })

  const other = await context.newPage()
  await bringToCheckout(other, origin, 'a-clockmakers-winter')
  await other.close()
  await pay(page)
  await expect(page.getByText('The price has changed')).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Your order' }).getByText('A Clockmaker’s Winter')).toBeVisible()
  // Free from $50, which the second book has taken the order past.
  await expect(page.getByRole('radio', { name: /Media mail.*Free/ })).toBeVisible()
  await pay(page)
  await expectOrderPage(page)
})
