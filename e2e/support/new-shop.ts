/** A stranger opens a shop with one product: what several tests begin with. */
import { expect, type Page } from '@playwright/test'
import { runtime } from './platform'

export interface NewShop {
  slug: string
  email: string
  /** Scheme, host and path of its desk. */
  desk: string
  origin: string
}

/** Signs up, names the store and adds `Brown paper` at 12.50 with four units. The browser is logged in afterwards. */
export async function openShop(page: Page, prefix: string): Promise<NewShop> {
  const slug = `${prefix}-${Date.now().toString(36)}`
  const email = `${slug}@example.test`
  const { platformUrl, storesDomain } = runtime()
  const desk = `${platformUrl}/admin/${slug}`
  await page.goto(`${platformUrl}/signup`)
  await page.getByLabel('Your name').fill('Noor Haddad')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByRole('button', { name: /create|sign up/i }).click()
  await page.waitForURL('**/stores**')
  await page.getByLabel('Store name').fill('Paper & String')
  await page.getByLabel('Address').fill(slug)
  await page.getByRole('button', { name: /create|open/i }).click()
  await page.waitForURL(`**/admin/${slug}**`)
  await page.goto(`${desk}/products/new`)
  await page.getByLabel('Title').fill('Brown paper')
  await page.getByLabel('Price').first().fill('12.50')
  await page
    .getByLabel(/^Stock/)
    .first()
    .fill('4')
  await page.getByLabel('Status').selectOption('active')
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await expect(page).toHaveURL(new RegExp(`/admin/${slug}/products/\\d+`))
  return { slug, email, desk, origin: `http://${slug}.${storesDomain}` }
}
