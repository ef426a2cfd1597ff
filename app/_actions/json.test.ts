/** The JSON edge: one shape for errors, nothing leaked, bodies bounded, foreign pages refused. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ConnectionLostError, DatabaseBusyError } from '@/db/client'
import { DomainError } from '@/lib/errors'
import { jsonRoute, readJson, requireNoForeignPage, requireSameOrigin } from './json'

const schema = z.object({
  quantity: z.number().int('Whole pieces only.'),
  to: z.object({ zip: z.string() }).optional(),
})
const post = (body: BodyInit, type = 'application/json') =>
  new Request('http://localhost/x', { method: 'POST', body, headers: { 'content-type': type } })
const answerTo = async (error: unknown) => {
  const handler = jsonRoute(async () => {
    throw error
  })
  const response = await handler(new Request('http://localhost/x', { headers: { 'x-request-id': 'req-12345' } }), {})
  return { response, body: await response.json() }
}

describe('jsonRoute', () => {
  it('names the request on every answer', async () => {
    const handler = jsonRoute(async () => Response.json({ fine: true }))
    const response = await handler(new Request('http://localhost/x', { headers: { 'x-request-id': 'req-12345' } }), {})
    expect(response.headers.get('x-request-id')).toBe('req-12345')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })

  it('names it on a redirect too', async () => {
    const handler = jsonRoute(async () => Response.redirect('http://localhost/y', 303))
    const response = await handler(new Request('http://localhost/x'), {})
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('http://localhost/y')
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('leaves a public answer cacheable', async () => {
    const handler = jsonRoute(async () => Response.json({}, { headers: { 'cache-control': 'public, max-age=60' } }))
    const response = await handler(new Request('http://localhost/x'), {})
    expect(response.headers.get('cache-control')).toBe('public, max-age=60')
  })

  it('answers a DomainError with its status, fields, details and Retry-After', async () => {
    const { response, body } = await answerTo(
      new DomainError('out_of_stock', 'Only 1 left.', {
        details: { lines: [{ left: 1 }], code: 'forged' },
        retryAfter: 1.2,
      }),
    )
    expect(response.status).toBe(409)
    expect(response.headers.get('retry-after')).toBe('2')
    expect(body).toEqual({ error: { code: 'out_of_stock', message: 'Only 1 left.', lines: [{ left: 1 }] } })
  })

  it('tells nothing about an unexpected error', async () => {
    const { response, body } = await answerTo(new Error('password is hunter2'))
    expect(response.status).toBe(500)
    expect(response.headers.get('x-request-id')).toBe('req-12345')
    expect(body.error.code).toBe('internal')
    expect(JSON.stringify(body)).not.toContain('hunter2')
  })

  it.each([new DatabaseBusyError('no connection'), new ConnectionLostError(true)])(
    'asks to come back when the database is busy or gone: %s',
    async (error) => {
      const { response, body } = await answerTo(error)
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('2')
      expect(body.error.code).toBe('unavailable')
    },
  )
})

describe('readJson', () => {
  it('gives what passed the schema', async () => {
    expect(await readJson(post('{"quantity":2}', 'application/json; charset=utf-8'), schema)).toEqual({ quantity: 2 })
  })

  it('names each field that is wrong', async () => {
    const read = readJson(post('{"quantity":1.5,"to":{}}'), schema)
    await expect(read).rejects.toMatchObject({ code: 'invalid_request', fields: { quantity: 'Whole pieces only.' } })
    await expect(readJson(post('{"quantity":1,"to":{}}'), schema)).rejects.toHaveProperty(['fields', 'to.zip'])
  })

  it.each([
    ['another type', () => post('{}', 'text/plain'), 'Content-Type'],
    ['no JSON', () => post('{"quantity":'), 'not valid JSON'],
    ['no body', () => post(''), 'not valid JSON'],
    ['a large body', () => post(JSON.stringify({ a: 'x'.repeat(70_000) })), 'larger than'],
    ['deep nesting', () => post(`${'['.repeat(50_000)}`), 'nested deeper'],
  ])('refuses %s', async (_, request, message) => {
    await expect(readJson(request(), schema)).rejects.toThrow(message)
  })

  it('does not count brackets inside strings', async () => {
    const text = '[{'.repeat(200)
    expect(await readJson(post(JSON.stringify({ text })), z.object({ text: z.string() }))).toEqual({ text })
  })
})

describe('where a request comes from', () => {
  const HOST = { host: 'acme.localhost:3000', 'x-forwarded-host': 'acme.localhost:3000' }
  const json = { 'content-type': 'application/json' }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const own = 'http://acme.localhost:3000'
  const of = (require: (from: Headers) => void) => (headers: Record<string, string>) => () =>
    require(new Headers({ ...HOST, ...headers }))
  const strict = of(requireSameOrigin)
  const contract = of(requireNoForeignPage)
  const REFUSAL = 'did not come from a page of this host'

  it.each([
    [{ origin: own }],
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ origin: own, 'sec-fetch-site': 'same-origin', ...json }],
    [{ origin: own, ...form }],
  ])('of the shop’s own page lets %j pass', (headers) => {
    expect(strict(headers)).not.toThrow()
    expect(contract(headers)).not.toThrow()
  })

  it.each([
    ['no body', {}],
    ['JSON', json],
    ['JSON in a charset', { 'content-type': 'application/json; charset=utf-8' }],
  ])('of no page passes with %s on the contract’s routes alone', (_what, headers) => {
    expect(contract(headers)).not.toThrow()
    expect(strict(headers)).toThrow(REFUSAL)
  })

  it.each([
    [{ origin: 'http://bolt.localhost:3000' }],
    [{ origin: 'http://bolt.localhost:3000', ...json }],
    [{ origin: 'null' }],
    [{ origin: 'null', ...json }],
    [{ origin: '' }],
    [{ origin: `${own}, http://bolt.localhost:3000` }],
    [{ origin: 'http://acme.localhost:3001' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'cross-site', ...json }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: own, 'sec-fetch-site': 'cross-site' }],
    [form],
    [{ 'content-type': 'multipart/form-data; boundary=x' }],
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'TEXT/PLAIN;charset=UTF-8' }],
  ])('refuses %j everywhere', (headers) => {
    expect(strict(headers)).toThrow(REFUSAL)
    expect(contract(headers)).toThrow(REFUSAL)
  })

  it('takes a page without TLS for another origin where the host has TLS', () => {
    const at = (origin: string) => () => requireSameOrigin(new Headers({ host: 'shop.example.com', origin }))
    expect(at('https://shop.example.com')).not.toThrow()
    expect(at('http://shop.example.com')).toThrow()
  })

  it('compares with the host that middleware vouches for, not with the socket’s', () => {
    const at = (origin: string) => () =>
      requireSameOrigin(new Headers({ host: 'localhost:3000', 'x-forwarded-host': 'acme.localhost:3000', origin }))
    expect(at('http://acme.localhost:3000')).not.toThrow()
    expect(at('http://localhost:3000')).toThrow()
  })
})
