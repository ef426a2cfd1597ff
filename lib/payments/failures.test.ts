import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { declineOf, failureOf } from './failures'

const { errors } = Stripe

/** What creating a payment against this port fails with. */
async function failureAt(port: number) {
  const client = new Stripe('sk_test_x', { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 })
  const failed = await client.paymentIntents.create({ amount: 100, currency: 'usd' }).catch((error: unknown) => error)
  return failureOf(failed)
}

describe('failureOf', () => {
  it('knows that nothing was sent only where nobody ever answered the connection', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    expect(await failureAt(port)).toEqual({ kind: 'unsent' })
  })

  it('does not take the refusal of a retry for silence: the first try may have arrived', async () => {
    const server = createServer((req) => {
      server.close()
      req.socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(await failureAt(port)).toEqual({ kind: 'unknown', replayed: false })
  })

  it('takes a timeout, a 5xx and a key in use for unknown, a 429 for unsent', () => {
    const raw = (statusCode: number) => ({ message: 'no', type: 'api_error' as const, statusCode })
    const unknown = { kind: 'unknown', replayed: false }
    expect(failureOf(new errors.StripeAPIError(raw(500)))).toEqual(unknown)
    expect(failureOf(new errors.StripeIdempotencyError(raw(409)))).toEqual(unknown)
    expect(failureOf(new errors.StripeConnectionError({ ...raw(0), message: 'aborted' }))).toEqual(unknown)
    const kept = { ...raw(500), headers: { 'idempotent-replayed': 'true' } }
    expect(failureOf(new errors.StripeAPIError(kept))).toEqual({ kind: 'unknown', replayed: true })
    expect(failureOf(new errors.StripeRateLimitError(raw(429)))).toEqual({ kind: 'unsent' })
  })

  it('rethrows what is not Stripe’s', () => {
    expect(() => failureOf(new TypeError('a bug'))).toThrow('a bug')
  })
})

describe('declineOf', () => {
  it('names what the owner of the card can act on, and nothing that helps a thief', () => {
    expect(declineOf({ code: 'card_declined', decline_code: 'insufficient_funds' }).message).toContain('insufficient')
    const plain = declineOf(null).message
    for (const reason of ['stolen_card', 'lost_card', 'fraudulent', 'generic_decline']) {
      expect(declineOf({ code: 'card_declined', decline_code: reason }).message).toBe(plain)
    }
  })
})
