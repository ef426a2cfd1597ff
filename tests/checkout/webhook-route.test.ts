/** The edge of Stripe's webhooks: what is not Stripe's is refused before anything is read from it. */
import { describe, expect, it } from 'vitest'
import { receiveWebhook } from '@/app/api/webhooks/receive'

process.env.STRIPE_SECRET_KEY ??= 'sk_test_unused'

const statusOf = async (body: string, secrets: string | undefined, signature = 't=1,v1=x') => {
  const request = new Request('http://platform.test/', {
    method: 'POST',
    body,
    headers: { 'stripe-signature': signature },
  })
  return (await receiveWebhook(request, secrets, 'connect')).status
}

describe('a webhook endpoint', () => {
  it('answers 500 without a configured secret, so that Stripe delivers again when there is one', async () => {
    expect(await statusOf('{}', undefined)).toBe(500)
    expect(await statusOf('{}', '')).toBe(500)
  })

  it('answers 400 to a false signature, to none, and to a body that is too large', async () => {
    expect(await statusOf('{}', 'whsec_a')).toBe(400)
    expect(await statusOf('{}', 'whsec_a', '')).toBe(400)
    expect(await statusOf('x'.repeat(600 * 1024), 'whsec_a')).toBe(400)
  })
})
