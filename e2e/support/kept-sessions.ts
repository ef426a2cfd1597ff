/**
 * Sessions that the tests of one platform share, as a person stays logged in: an account may log in twenty times in a quarter
 * of an hour and no more, and that limit is the product's own. In the platform's data directory, so that it outlives a worker.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { dataDir, runtime } from './platform'

const NAME = /stoa-session$/
const file = () => join(dataDir(), 'e2e-sessions.json')

/** Gives the page the session that this account has; true when it is live. */
export async function resumeSession(page: Page, email: string): Promise<boolean> {
  const kept = read()[email]
  if (!kept) return false
  await page.context().addCookies([{ ...kept, url: runtime().platformUrl, httpOnly: true, sameSite: 'Lax' }])
  await page.goto(`${runtime().platformUrl}/stores`)
  return new URL(page.url()).pathname === '/stores'
}

/** Keeps the page's session for the account's next test. */
export async function keepSession(page: Page, email: string): Promise<void> {
  const session = (await page.context().cookies()).find(({ name }) => NAME.test(name))
  if (!session) throw new Error(`${email} has no session after logging in`)
  writeFileSync(file(), JSON.stringify({ ...read(), [email]: { name: session.name, value: session.value } }))
}

function read(): Record<string, { name: string; value: string }> {
  return existsSync(file()) ? JSON.parse(readFileSync(file(), 'utf8')) : {}
}
