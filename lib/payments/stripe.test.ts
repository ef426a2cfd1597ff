/** A request that asks Stripe holds no place at the door while it waits. */
import { expect, it, vi } from 'vitest'
import { holdingPlace } from '@/lib/fairness/place'

it('gives the place of its request back when Stripe is asked', async () => {
  const env = {
    DATABASE_URL: 'postgres://unused',
    DATABASE_PLATFORM_URL: 'postgres://unused',
    SMTP_URL: 'smtp://unused',
  }
  const stripeEnv = {
    STRIPE_SECRET_KEY: 'sk_test_unused',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    AUTH_SECRET: 'a-secret-for-tests-only',
  }
  for (const [name, value] of Object.entries({ ...env, ...stripeEnv })) vi.stubEnv(name, value)
  const { stripe } = await import('./stripe')
  const leave = vi.fn()
  const asked = new Promise((resolve) => holdingPlace(leave, () => void stripe().balance.retrieve().catch(resolve)))
  await asked
  expect(leave).toHaveBeenCalled()
  vi.unstubAllEnvs()
})
