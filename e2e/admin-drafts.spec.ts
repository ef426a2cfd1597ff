/** An order by phone: put together with a price of its own, its invoice sent, paid through the link by the customer. */
import { expect, test } from '@playwright/test'
import { fillCheckout, logIn, pay, watchForErrors } from './support/browser'
import { expectOneMail } from './support/mail'
import { runtime } from './support/platform'

test('a draft with agreed terms is invoiced, paid at its link and becomes an order', async ({ page, browser }) => {
  const errors = watchForErrors(page)
  const email = `phone-${Date.now()}@example.test`
  const [merchant] = runtime().demo.merchants
  await logIn(page, merchant?.email ?? '', merchant?.password ?? '')
  await page.goto(`${runtime().platformUrl}/admin/harbor-books/orders`)
  await page.getByRole('link', { name: 'Create draft' }).click()
  await page.getByRole('button', { name: 'Add products' }).click()
  await page.getByLabel('Search products').fill('field guide')
  const picker = page.getByRole('dialog')
  await picker
    .getByRole('checkbox', { name: /^A Field Guide to Ordinary Weather/ })
    .first()
    .check()
  await picker.getByRole('button', { name: 'Add 1' }).click()
  await page.getByLabel(/^Price of /).fill('12.50')
  await page.getByLabel(/^Quantity of /).fill('2')
  await page.getByLabel('Discount').selectOption('percentage')
  await page.getByLabel('Percentage').fill('10')
  await page.getByLabel('What it is called').fill('For the long wait')
  await page.getByLabel('Shipping', { exact: true }).selectOption('own')
  await page.getByLabel('Price of shipping').fill('3.00')
  await page.getByLabel('Way of shipping').fill('By courier')
  await page.getByLabel('E-mail').fill('not an address')
  await expect(page.locator('dl > div').filter({ hasText: 'Total before tax' })).toContainText('$25.50')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('Enter a valid e-mail address.')).toBeVisible()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Name', { exact: true }).fill('Ada Okafor')
  await page.getByLabel('Note').fill('Agreed on the phone')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.waitForURL(/\/drafts\/\d+$/)
  await page.getByRole('button', { name: 'Send invoice' }).click()
  await expect(page.getByText('Invoice sent', { exact: true })).toBeVisible()
  const mail = await expectOneMail(email, /Your invoice from Harbor Books/)

  const text = await (await fetch(`${runtime().mailUrl}/api/messages/${mail.id}`)).text()
  const link = /http[^"\s\\]+\/checkout\/draft\/[0-9a-f]{32}/.exec(text)?.[0] ?? ''
  const customer = await (await browser.newContext()).newPage()
  await customer.goto(link)
  await expect(customer.getByLabel('E-mail')).toHaveValue(email)
  await expect(customer.getByLabel('Full name')).toHaveValue('Ada Okafor')
  await expect(customer.getByLabel('Discount code')).toHaveCount(0)
  await expect(customer.getByRole('complementary').getByText('For the long wait')).toBeVisible()
  await fillCheckout(customer, { email, country: 'US', province: 'OR', zip: '97201' })
  await pay(customer)
  await customer.waitForURL(/\/orders\/[0-9a-f]{32}/, { timeout: 30_000 })
  await expect(customer.getByText('Shipping, By courier')).toBeVisible()
  await customer.goto(link)
  await customer.waitForURL(/\/orders\/[0-9a-f]{32}/)
  await customer.context().close()

  await page.reload()
  await page
    .getByRole('main')
    .getByRole('link', { name: /^#\d+$/ })
    .click()
  await expect(page.getByLabel('Note about this order')).toHaveValue('Agreed on the phone')
  await expect(page.getByText('$12.50').first()).toBeVisible()
  expect(errors).toEqual([])
})
