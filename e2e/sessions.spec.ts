/** Sessions begin anew and end everywhere; and what a browser refuses to run on the way. */
import { expect, test } from '@playwright/test'
import { callAction } from '@/scripts/isolation/client'
import { bringToCheckout, logIn, watchForErrors } from './support/browser'
import { ADDRESS } from './support/buying'
import { demoStore, runtime } from './support/platform'
import { actionId, cookieOf, isIn, logInAs } from './support/sessions'

/** The log-in form sent by somebody who is logged in already. */
async function logInOver(cookie: string, email: string, password: string): Promise<string> {
  const { port, platformUrl } = runtime()
  const id = actionId('app/(platform)/login/actions.ts#logIn')
  const form = new Map(Object.entries({ email, password, next: '' }))
  const answer = await callAction({ port, host: new URL(platformUrl).host, cookie }, id, '/login', [{ email }, form])
  return answer.setCookie.find((line) => line.includes('session='))?.split(';')[0] ?? ''
}

test('a log-in is a new session, and what was logged out or had its password changed is over everywhere', async ({
  browser,
}) => {
  const email = `session-${Date.now()}@example.test`
  const [password, next] = ['a long first password', 'a longer second password']
  const page = await (await browser.newContext()).newPage()
  const errors = watchForErrors(page)
  await page.goto(`${runtime().platformUrl}/signup`)
  await page.getByLabel('Your name').fill('Sess Ion')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: /account/i }).click()
  await page.waitForURL('**/stores')
  const first = await cookieOf(page)
  const second = await logInOver(first, email, password)
  await page
    .context()
    .addCookies([{ name: 'stoa-session', value: second.split('=')[1] ?? '', url: runtime().platformUrl }])
  expect([await isIn(first), await isIn(second)]).toEqual([false, true])

  const elsewhere = await (await browser.newContext()).newPage()
  await logIn(elsewhere, email, password)
  const there = await cookieOf(elsewhere)
  await page.goto(`${runtime().platformUrl}/stores/account`)
  await page.getByLabel('Present password').fill('not the password')
  await page.getByLabel('New password').fill(next)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This is not your password.')).toBeVisible()
  expect(await isIn(there)).toBe(true)
  await page.getByLabel('Present password').fill(password)
  await page.getByLabel('New password').fill(next)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password is changed.')).toBeVisible()
  const third = await cookieOf(page)
  expect([await isIn(second), await isIn(there), await isIn(third)]).toEqual([false, false, true])

  await logIn(elsewhere, email, next)
  await page.getByRole('button', { name: 'Log out everywhere else' }).click()
  await expect(page.getByText('You are logged in here and nowhere else.')).toBeVisible()
  expect([await isIn(await cookieOf(elsewhere)), await isIn(third)]).toEqual([false, true])
  await page.goto(`${runtime().platformUrl}/stores`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/login')
  expect(await isIn(third)).toBe(false)
  expect(errors).toEqual([])
})

test('a browser finds nothing to refuse on the way from the shop’s window to the desk', async ({ page }) => {
  const errors = watchForErrors(page)
  await bringToCheckout(page, `http://${demoStore('harbor-books').host}`, 'a-clockmakers-winter')
  await page.getByLabel('Country').selectOption(ADDRESS.country)
  await expect(page.getByRole('button', { name: /^Pay \$/ })).toBeVisible()
  await logInAs(page)
  for (const path of ['', '/orders', '/products/new', '/settings/general', '/settings/payments']) {
    await page.goto(`${runtime().platformUrl}/admin/harbor-books${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  // What a hole in a page would try is refused: an inline script, a script of elsewhere, an event handler.
  const ran = await page.evaluate(async () => {
    const inline = document.createElement('div')
    inline.innerHTML = '<img src="/nothing" onerror="window.hacked = 1">'
    document.body.append(inline)
    const script = document.createElement('script')
    script.textContent = 'window.hacked = 2'
    document.body.append(script)
    await new Promise((resolve) => setTimeout(resolve, 300))
    return 'hacked' in window
  })
  expect(ran).toBe(false)
  expect(errors.filter((each) => !/violates the following Content Security Policy|\/nothing/.test(each))).toEqual([])
  expect(errors.some((each) => /violates the following Content Security Policy/.test(each))).toBe(true)
})
