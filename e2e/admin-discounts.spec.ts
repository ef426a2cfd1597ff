/** A merchant makes discounts of each method; shoppers get them at the checkout and their orders carry them. */
import { expect, type Page, test } from '@playwright/test'
import { bringToCheckout, expectOrderPage, fillCheckout, logIn, pay, watchForErrors } from './support/browser'
import { demoStore, runtime } from './support/platform'

const US = { country: 'US', province: 'OR', zip: '97201' }

async function openRoom(page: Page): Promise<string> {
  const [merchant] = runtime().demo.merchants
  await logIn(page, merchant?.email ?? '', merchant?.password ?? '')
  const room = `${runtime().platformUrl}/admin/harbor-books/discounts`
  await page.goto(room)
  return room
}

test('a code with a limit of one order: made, refused by field, used once, then used up', async ({ page }) => {
  const errors = watchForErrors(page)
  const code = `ONCE${Date.now()}`
  await openRoom(page)
  await page.getByRole('link', { name: 'Create discount' }).click()
  await page.getByLabel('Code', { exact: true }).fill('x')
  await page.getByLabel('Percentage off').fill('250')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Enter a percentage from 0.01 to 100.')).toBeVisible()
  await expect(page.getByText(/Use 2 to 32 letters/)).toBeVisible()
  await page.getByLabel('Code', { exact: true }).fill(code.toLowerCase())
  await page.getByLabel('Percentage off').fill('50')
  await page.getByLabel('Orders in all').fill('1')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: code })).toBeVisible()
  await expect(page.getByText('50% off, once in all. Used 0 times.')).toBeVisible()
  const room = page.url()

  const enter = async () => {
    await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
    await fillCheckout(page, { ...US, email: `discount-${Date.now()}@example.test` })
    await page.getByRole('textbox', { name: 'Discount code' }).fill(code)
    await page.getByRole('button', { name: 'Apply' }).click()
  }
  await enter()
  await expect(page.getByText(`Discount ${code}`).last()).toBeVisible()
  await pay(page)
  await expectOrderPage(page)
  await expect(page.getByText(`Discount ${code}`)).toBeVisible()
  await enter()
  await expect(page.getByText(`The code ${code} has been used up.`).last()).toBeVisible()
  await page.goto(room)
  await expect(page.getByText(/Used 1 time\./)).toBeVisible()
  expect(errors).toEqual([])
})

test('an automatic discount applies by itself until it is switched off', async ({ page }) => {
  const name = `Reading week ${Date.now()}`
  await openRoom(page)
  await page.getByRole('link', { name: 'Create discount' }).click()
  await page.getByLabel('Method').selectOption('automatic')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Kind').selectOption('fixed_amount')
  await page.getByLabel('Amount').fill('3.00')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  const room = page.url()

  await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
  await expect(page.getByText(`Discount ${name}`).last()).toBeVisible()
  await fillCheckout(page, { ...US, email: `auto-${Date.now()}@example.test` })
  await pay(page)
  await expectOrderPage(page)
  await expect(page.getByText(`Discount ${name}`)).toBeVisible()

  await page.goto(room)
  await page.getByRole('button', { name: 'Switch off' }).click()
  await expect(page.getByText('Switched off').first()).toBeVisible()
  await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
  await expect(page.getByRole('button', { name: /^Pay / })).toBeVisible()
  await expect(page.getByText(name)).toHaveCount(0)
})
