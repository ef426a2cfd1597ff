/** Sessions of the platform's host, out of a browser and as HTTP sends them; server actions by their names. */
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { readInventory } from '@/scripts/isolation/inventory'
import { logIn } from './browser'
import { http, runtime } from './platform'

/** Logs Maya in; her session as a Cookie header. */
export async function logInAs(page: Page): Promise<string> {
  const [maya] = runtime().demo.merchants
  await logIn(page, maya?.email ?? '', maya?.password ?? '')
  return cookieOf(page)
}

export async function cookieOf(page: Page): Promise<string> {
  const session = (await page.context().cookies()).find(({ name }) => name.endsWith('stoa-session'))
  expect([session?.httpOnly, session?.sameSite, session?.domain]).toEqual([true, 'Lax', 'localhost'])
  return `${session?.name}=${session?.value}`
}

/** Whether the session is live. */
export const isIn = async (cookie: string) =>
  (await http(new URL(runtime().platformUrl).host, '/stores', { headers: { cookie } })).status === 200

/** What a browser calls the action by: `file#export`. */
export function actionId(name: string): string {
  const id = readInventory(join(process.cwd(), process.env.STOA_DIST_DIR || '.next')).actions.get(name)
  if (!id) throw new Error(`the build has no action ${name}`)
  return id
}
