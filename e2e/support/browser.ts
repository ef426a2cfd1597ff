/** What a shopper and a merchant do in the browser, in their words. */
import { expect, type Page } from '@playwright/test'
import { keepSession, resumeSession } from './kept-sessions'
import { runtime } from './platform'

export interface Buyer {
  email: string
  country: string
  province?: string
  zip: string
}

/** Opens the product, puts its first sellable variant into the cart and walks to the checkout. */
export async function bringToCheckout(page: Page, origin: string, handle: string): Promise<void> {
  await page.goto(`${origin}/products/${handle}`)
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Check out' }).click()
  await page.waitForURL('**/checkout')
}

export async function fillCheckout(page: Page, buyer: Buyer): Promise<void> {
  await page.getByLabel('E-mail').fill(buyer.email)
  await page.getByLabel('Country').selectOption(buyer.country)
  await page.getByLabel('Full name').fill('Ada Okafor')
  await page.getByLabel('Street and number').fill('12 Quay Street')
  await page.getByLabel('City').fill('Portland')
  if (buyer.province) await page.getByLabel('State').selectOption(buyer.province)
  await page.locator('[name=zip]').fill(buyer.zip)
}

/** Pays with the named test card. */
export async function pay(page: Page, card: RegExp = /4242/): Promise<void> {
  await page.getByRole('radio', { name: card }).check()
  const button = page.getByRole('button', { name: /^Pay / })
  await expect(button).toHaveAttribute('aria-disabled', 'false')
  await button.click()
}

/** The order page after a payment: its number and token. */
export async function expectOrderPage(page: Page): Promise<{ number: string; token: string }> {
  await page.waitForURL(/\/orders\/[0-9a-f]{32}/, { timeout: 30_000 })
  const token = /\/orders\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? ''
  const text = (await page.locator('main').textContent()) ?? ''
  const number = /#?(\d{4,})/.exec(text)?.[1] ?? ''
  expect(number).not.toBe('')
  return { number, token }
}

/** Into the desk: with the session that the account has, or through the form. */
export async function logIn(page: Page, email: string, password: string): Promise<void> {
  if (await resumeSession(page, email)) return
  await page.goto(`${runtime().platformUrl}/login`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL(/\/(stores|admin)/)
  await keepSession(page, email)
}

/** Chromium says so of every page that is neither https nor on localhost; here that is the demo's custom domain. */
const UNTRUSTWORTHY_ORIGIN = /Cross-Origin-Opener-Policy header has been ignored/

/** Collects what the page itself reports as broken: exceptions, console errors, answers of 500 and above. */
export function watchForErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() !== 'error' || UNTRUSTWORTHY_ORIGIN.test(message.text())) return
    errors.push(`${message.text()} ${message.location().url}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) errors.push(`${response.status()} ${response.url()}`)
  })
  return errors
}
