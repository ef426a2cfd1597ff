/** What is typed, chosen and pressed while the page's scripts are still on their way, as on a slow phone: none of it is lost. */
import { expect, type Page, test } from '@playwright/test'
import { logIn, watchForErrors } from './support/browser'
import { demoStore, runtime } from './support/platform'

/** Opens the page with its scripts held back; what is answered lets them come. */
async function openWithoutScripts(page: Page, url: string): Promise<() => void> {
  let letThem = () => {}
  const held = new Promise<void>((resolve) => {
    letThem = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(url, { waitUntil: 'domcontentloaded' })
  return letThem
}

test('a form of the desk keeps what was entered before it came to life', async ({ page }) => {
  const errors = watchForErrors(page)
  const [merchant] = runtime().demo.merchants
  await logIn(page, merchant?.email ?? '', merchant?.password ?? '')
  const letScriptsCome = await openWithoutScripts(page, `${runtime().platformUrl}/admin/harbor-books/settings/taxes`)
  const included = page.getByLabel('Prices include tax')
  const before = await included.isChecked()
  await page.getByLabel('Taxes are worked out by').selectOption('stripe_tax')
  await included.click()
  letScriptsCome()
  await expect(page.getByText('Stripe computes each sale where you are registered')).toBeVisible()
  await expect(page.getByLabel('Taxes are worked out by')).toHaveValue('stripe_tax')
  expect(await included.isChecked()).toBe(!before)

  const andAgain = await openWithoutScripts(page, `${runtime().platformUrl}/admin/harbor-books/products/new`)
  await page.getByLabel('Title').fill('Early bird')
  andAgain()
  await expect(page.getByRole('button', { name: 'Save product' })).toBeVisible()
  await page.getByLabel('Price').first().fill('12.50')
  await expect(page.getByLabel('Title')).toHaveValue('Early bird')
  expect(errors).toEqual([])
})

test('a shopper who presses the button at once has it in the cart', async ({ page }) => {
  const errors = watchForErrors(page)
  const url = `http://${demoStore('harbor-books').host}/products/a-clockmakers-winter`
  const letScriptsCome = await openWithoutScripts(page, url)
  await page.getByRole('button', { name: 'Add to cart' }).click()
  letScriptsCome()
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Check out' })).toBeVisible()
  expect(page.url()).toBe(url)
  expect(errors).toEqual([])
})
