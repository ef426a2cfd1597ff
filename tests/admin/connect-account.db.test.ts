/** Activating payments against the stand-in: one account for a store, whatever is clicked, and Stripe's word for its state. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readStore } from '@/db/store'
import { refreshAccount, startOnboarding } from '@/lib/payments/connect-account'
import { createStore } from '@/lib/stores/commands'
import { getStoreProfile } from '@/lib/stores/queries'
import { signUp } from '@/lib/users/commands'
import { startStripe } from '@/local/stripe/server'
import { openTestDatabase } from '@/tests/support/database'

const dir = mkdtempSync(join(tmpdir(), 'stoa-connect-'))
let stripe: Awaited<ReturnType<typeof startStripe>>
let storeId: number

beforeAll(async () => {
  await openTestDatabase()
  stripe = await startStripe({
    dir,
    appOrigin: 'http://127.0.0.1:1',
    appHost: 'platform.test',
    secretKey: 'sk_test_connect',
    webhookSecret: 'whsec_platform',
    connectWebhookSecret: 'whsec_connect',
  })
  Object.assign(process.env, { STRIPE_SECRET_KEY: 'sk_test_connect', STRIPE_API_BASE: stripe.url })
  const { userId } = await signUp({ name: 'Owner', email: 'o@example.test', password: 'a long password' })
  const wish = { ownerId: userId, slug: 'to-be-paid', name: 'Shop', country: 'DE', currency: 'EUR' }
  storeId = (await createStore(wish)).storeId
})
afterAll(async () => {
  await stripe.stop()
  rmSync(dir, { recursive: true, force: true })
})

const profile = () => readStore(storeId, getStoreProfile)

it('makes one account for two clicks at once, and is active only when Stripe says so', async () => {
  expect(await refreshAccount(storeId)).toEqual({ chargesEnabled: false })
  const [first, second] = await Promise.all([startOnboarding(storeId), startOnboarding(storeId)])
  const { stripeAccountId, chargesEnabled } = await profile()
  expect(stripeAccountId).toMatch(/^acct_/)
  expect(chargesEnabled).toBe(false)
  for (const { url } of [first, second]) expect(url).toContain(String(stripeAccountId))
  expect(await refreshAccount(storeId)).toEqual({ chargesEnabled: false })

  const page = await (await fetch(first.url)).text()
  const action = /action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  const back = await fetch(new URL(String(action), first.url), { method: 'POST', redirect: 'manual' })
  expect(back.headers.get('location')).toMatch(/\/admin\/to-be-paid\/settings\/payments\/return$/)
  expect(await refreshAccount(storeId)).toEqual({ chargesEnabled: true })
  expect(await profile()).toMatchObject({ stripeAccountId, chargesEnabled: true })
})
