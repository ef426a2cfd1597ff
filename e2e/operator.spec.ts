/** An operator's walk: the second step, a store found, closed and opened again, its desk visited under a banner, and left. */
import { expect, type Page, test } from '@playwright/test'
import { codeOf, stepAt } from '@/lib/operators/totp'
import { callAction, outcomeOf } from '@/scripts/isolation/client'
import { watchForErrors } from './support/browser'
import { operator } from './support/operator'
import { demoStore, http, runtime } from './support/platform'
import { actionId, cookieOf, logInAs } from './support/sessions'

const EMAIL = 'operator@stoa.test'
/** A change of hosts is seen within this time. */
const soon = { timeout: 5_000, intervals: [200] }
const url = (path: string) => `${runtime().platformUrl}${path}`
const platformHost = () => new URL(runtime().platformUrl).host

/** As an authenticator app reads the key that is shown. */
function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

async function enrol(page: Page): Promise<void> {
  await page.goto(url('/operator'))
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByLabel('Password').fill('stoa-demo-2026')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL('**/operator/enrol')
  await expect(page.getByRole('img', { name: 'QR code of the key below' })).toBeVisible()
  const secret = fromBase32(((await page.locator('main code').textContent()) ?? '').replaceAll(' ', ''))
  const before = await cookieOf(page)
  await page.getByLabel('Code from the app').fill('000000')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('This code does not fit')).toBeVisible()
  await page.getByLabel('Code from the app').fill(codeOf(secret, stepAt(new Date())))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.waitForURL(url('/operator'))
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
  // The session of the first step alone is over: whoever copied its cookie has nothing.
  const { status, headers } = await http(platformHost(), '/operator', { headers: { cookie: before } })
  expect([status, headers.location]).toEqual([307, '/login?next=%2Foperator'])
}

async function giveReason(page: Page, opener: string, confirm: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: opener }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill(reason)
  await page.getByRole('dialog').getByRole('button', { name: confirm, exact: true }).click()
}

test('an operator enters by two steps, closes and opens a store, and visits its desk', async ({ browser }) => {
  await operator('operator', 'reset', EMAIL)
  const page = await (await browser.newContext()).newPage()
  const errors = watchForErrors(page)
  const books = demoStore('harbor-books')
  const shop = async () => (await http(books.host, '/')).status
  await enrol(page)

  await page.getByRole('link', { name: 'Stores', exact: true }).click()
  await page.getByRole('searchbox').fill('harb')
  await page.keyboard.press('Enter')
  await page.waitForURL(/[?&]q=harb/)
  await page.getByRole('link', { name: 'Harbor Books' }).click()
  await expect(page.getByRole('heading', { name: 'Harbor Books' })).toBeVisible()

  await page.getByRole('button', { name: 'Suspend the store' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend', exact: true }).click()
  await expect(page.getByRole('dialog').getByText('Say why, in a few words.')).toBeVisible()
  await page.keyboard.press('Escape')
  await giveReason(page, 'Suspend the store', 'Suspend', 'Sells what it may not')
  await expect(page.getByText('Suspended', { exact: true })).toBeVisible()
  await expect.poll(shop, soon).toBe(503)
  await giveReason(page, 'Resume the store', 'Resume', 'It was a mistake')
  await expect(page.getByText('suspended the store').first()).toBeVisible()
  await expect.poll(shop, soon).toBe(200)

  await giveReason(page, 'Open the store’s desk', 'Open the desk', 'The owner asked for help')
  await page.waitForURL('**/admin/harbor-books')
  const banner = page.getByRole('region', { name: 'Operator’s visit' })
  await expect(banner).toContainText(/You are in Harbor Books as an operator until \d\d:\d\d/)
  // Its pictures too: those still on their way when the visit ends are rightly refused.
  await page.goto(url('/admin/harbor-books/products'), { waitUntil: 'networkidle' })
  await expect(banner).toBeVisible()
  for (const path of [
    '/admin/harbor-books/discounts/new',
    '/admin/harbor-books/settings/webhooks/new',
    '/admin/kiln-and-clay',
  ]) {
    expect((await page.request.get(url(path))).status(), path).toBe(404)
  }
  const caller = { port: runtime().port, host: platformHost(), cookie: await cookieOf(page) }
  const cancelPlan = actionId('app/admin/[store]/settings/plan/actions.ts#cancel')
  const refused = await callAction(caller, cancelPlan, '/admin/harbor-books', ['harbor-books', {}])
  expect(outcomeOf(refused)).toBe('forbidden')

  await banner.getByRole('button', { name: 'Leave' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/operator/stores/${books.id}`)
  await expect(page.getByText('left the store’s desk').first()).toBeVisible()
  await page.goto(url('/admin/harbor-books/products'))
  await page.waitForURL(`**/operator/stores/${books.id}?visit=over`)
  await expect(page.getByText('Your visit to this store’s desk is over.')).toBeVisible()
  const late = await callAction(caller, cancelPlan, '/admin/harbor-books', ['harbor-books', {}])
  expect(outcomeOf(late)).toBe('unauthorized')
  expect((await page.request.get(url('/admin/kiln-and-clay'))).status()).toBe(404)
  expect(errors).toEqual([])
  await page.context().close()
})

test('a merchant finds no operators’ rooms, and reads in the store’s log what an operator did there', async ({
  page,
}) => {
  const cookie = await logInAs(page)
  for (const path of ['/operator', '/operator/stores', '/operator/stores/1', '/operator/verify']) {
    expect((await http(platformHost(), path, { headers: { cookie } })).status, path).toBe(404)
    expect((await http(demoStore('harbor-books').host, path, { headers: { cookie } })).status, path).toBe(404)
  }
  await page.goto(url('/operator/stores'))
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  expect(await page.title()).toBe('Page not found')
  await page.goto(url('/admin/harbor-books/settings/activity'))
  await expect(page.getByText('Olena Marsh (operator of Stoa)').first()).toBeVisible()
  const story = 'opened the store’s desk as an operator: The owner asked for help'
  await expect(page.getByText(story).first()).toBeVisible()
})
