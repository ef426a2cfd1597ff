/** A merchant changes rates and taxes; the next shopper is asked for exactly that; both are taken back. */
import { expect, type Page, test } from '@playwright/test'
import { bringToCheckout, expectOrderPage, fillCheckout, logIn, pay, watchForErrors } from './support/browser'
import { demoStore, runtime } from './support/platform'

const US = { country: 'US', province: 'OR', zip: '97201' }

async function openRoom(page: Page, room: 'shipping' | 'taxes'): Promise<void> {
  await page.goto(`${runtime().platformUrl}/admin/harbor-books/settings/${room}`)
}

async function save(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(what)).toBeVisible()
}

test('a rate by subtotal and a regional tax: refused by field, then charged, then gone', async ({ page }) => {
  const errors = watchForErrors(page)
  const [merchant] = runtime().demo.merchants
  await logIn(page, merchant?.email ?? '', merchant?.password ?? '')

  await openRoom(page, 'shipping')
  await page.getByRole('button', { name: 'Add rate' }).first().click()
  const rate = page.getByRole('group', { name: 'New rate' })
  await rate.getByLabel('Name').fill('By pigeon')
  const pigeon = page.getByRole('group', { name: 'By pigeon' })
  await pigeon.getByLabel('Price').fill('nine')
  await pigeon.getByLabel('Offered for').selectOption('price')
  await pigeon.getByLabel('To less than').fill('500.00')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(pigeon.getByText('Enter an amount, such as 4.50.')).toBeVisible()
  await expect(pigeon.getByLabel('Offered for'), 'what was chosen is still chosen').toHaveValue('price')
  await pigeon.getByLabel('Price').fill('9.99')
  await page.getByLabel('Country to add').first().selectOption('Iceland')
  await page.getByRole('button', { name: 'Add place' }).first().click()
  await save(page, 'Shipping saved')

  await openRoom(page, 'taxes')
  await page.getByRole('button', { name: 'Add rate' }).click()
  await page.getByLabel('Country').last().selectOption('United States')
  await page.getByLabel('Region').last().selectOption('Oregon')
  await page.getByLabel('Name').last().fill('Pigeon tax')
  await page.getByLabel('Rate', { exact: true }).last().fill('10')
  await save(page, 'Taxes saved')

  await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
  await fillCheckout(page, { ...US, email: `pigeon-${Date.now()}@example.test` })
  await page.getByRole('radio', { name: /By pigeon/ }).check()
  await pay(page)
  await expectOrderPage(page)
  await expect(page.getByText('Shipping, By pigeon')).toBeVisible()
  await expect(page.getByText('$9.99')).toBeVisible()
  const subtotal = await amountOf(page, 'Subtotal')
  expect(await amountOf(page, 'Tax')).toBe(Math.round(subtotal * 0.1))

  await openRoom(page, 'taxes')
  await page.getByRole('button', { name: 'Remove the rate of Oregon, United States' }).click()
  await save(page, 'Taxes saved')
  await openRoom(page, 'shipping')
  await page.getByRole('button', { name: 'Remove rate By pigeon' }).click()
  await page.getByRole('button', { name: 'Remove Iceland' }).click()
  await save(page, 'Shipping saved')
  expect(errors).toEqual([])
})

/** Minor units of the sum with this label. */
async function amountOf(page: Page, label: string): Promise<number> {
  const row = page.locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${label}$`) }) })
  const text = (await row.locator('dd').first().textContent()) ?? ''
  return Math.round(Number(text.replace(/[^\d.]/g, '')) * 100)
}
