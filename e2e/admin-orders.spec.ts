/** What a merchant does after the sale: part of the money back, the rest, an order called off. */
import { expect, type Page, test } from '@playwright/test'
import { bringToCheckout, expectOrderPage, fillCheckout, logIn, pay, watchForErrors } from './support/browser'
import { expectOneMail } from './support/mail'
import { demoStore, runtime } from './support/platform'

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
  await page
    .getByRole('link', { name: new RegExp(`#?${number}`) })
    .first()
    .click()
  await expect(page.getByText('Paid').first()).toBeVisible()
  return { token, number, email }
}

test('a partial refund with the unit put back, then the rest: exact, and the shopper sees it', async ({ page }) => {
  const errors = watchForErrors(page)
  const { token, number, email } = await buyAndOpen(page)
  await page.getByRole('button', { name: 'Refund', exact: true }).click()
  await page.getByLabel(/^Units of .* to refund$/).fill('1')
  const button = page.getByRole('button', { name: /^Refund \$/ })
  await expect(button).not.toHaveText('Refund $0.00')
  await button.click()
  await expect(page.getByText('Partly refunded').first()).toBeVisible()
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
  await expect(page.getByText('Refunded', { exact: true }).first()).toBeVisible()
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
  await expect(page.getByText('Refunded', { exact: true }).first()).toBeVisible()
  await page.goto(`http://${demoStore('harbor-books').host}/orders/${token}`)
  await expect(page.getByRole('heading', { name: 'Cancelled' })).toBeVisible()
  await expectOneMail(email, new RegExp(`#${number} was cancelled`))
})
