import { beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { DomainError } from '@/lib/errors'
import { shopperAction } from './shopper-action'

let sent: Headers
vi.mock('next/headers', () => ({ headers: async () => sent }))
vi.mock('@/app/_auth/store-context', () => ({
  storeContext: async () => ({ storeId: 7, slug: 's', host: 'shop.example', origin: 'https://shop.example' }),
}))

const same = { host: 'shop.example', origin: 'https://shop.example' }
const handler = vi.fn(async ({ storeId }: { storeId: number }, { n }: { n: number }) => storeId * n)
const action = shopperAction(z.object({ n: z.number('Say how many.') }), handler)

beforeEach(() => {
  sent = new Headers(same)
  handler.mockClear()
})

it('hands the handler the store of the host', async () => {
  expect(await action({ n: 2 })).toEqual({ ok: true, data: 14 })
})

it.each([
  ['another site', { host: 'shop.example', origin: 'https://evil.example' }],
  ['a sandboxed page', { host: 'shop.example', origin: 'null' }],
  ['nobody', { host: 'shop.example' }],
  ['a sibling site', { host: 'shop.example', 'sec-fetch-site': 'same-site' }],
])('refuses %s before anything runs', async (_who, headers) => {
  sent = new Headers(headers)
  expect(await action({ n: 2 })).toMatchObject({ ok: false, code: 'forbidden' })
  expect(handler).not.toHaveBeenCalled()
})

it('answers field messages for bad input', async () => {
  const bad: unknown = { n: 'two' }
  expect(await action(bad as { n: number })).toMatchObject({ code: 'invalid_request', fields: { n: 'Say how many.' } })
  expect(handler).not.toHaveBeenCalled()
})

it('passes a DomainError on with its details', async () => {
  handler.mockRejectedValueOnce(new DomainError('price_changed', 'Changed.', { details: { quote: { total: 5 } } }))
  expect(await action({ n: 1 })).toMatchObject({ code: 'price_changed', details: { quote: { total: 5 } } })
})

it('tells nothing of an unexpected error', async () => {
  handler.mockRejectedValueOnce(new Error('password=hunter2'))
  const answer = await action({ n: 1 })
  expect(answer).toMatchObject({ ok: false, code: 'internal' })
  expect(JSON.stringify(answer)).not.toContain('hunter2')
})
