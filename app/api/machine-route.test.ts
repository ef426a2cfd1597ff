/** Machines' routes exist on the platform's host and this server's own socket, for methods they have, and nowhere else. */
import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { bounded, machineRoute } from './machine-route'

const calls: string[] = []
const routes = machineRoute({
  POST: async (request: Request) => {
    calls.push(await request.text())
    return Response.json({ received: true })
  },
})

function ask(host: string, method: keyof typeof routes, headers: Record<string, string> = {}) {
  const init = { method, headers: { host, ...headers }, ...(method === 'POST' ? { body: 'x' } : {}) }
  return routes[method](new Request('http://localhost/api/webhooks/stripe', init), {})
}

beforeEach(() => {
  calls.length = 0
  vi.stubEnv('AUTH_SECRET', 'a-secret-for-tests-only')
  vi.stubEnv('PORT', '3000')
})

describe('a machine’s route', () => {
  test('answers on the platform’s host and on the server’s own socket', async () => {
    for (const host of ['localhost:3000', '127.0.0.1:3000']) {
      const answer = await ask(host, 'POST')
      expect([host, answer.status]).toEqual([host, 200])
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect(calls).toEqual(['x', 'x'])
  })

  test('is nothing elsewhere, by any method and whatever a header says', async () => {
    for (const host of ['harbor-books.localhost:3000', 'books.example.test', 'a..b', '']) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
        const answer = await ask(host, method, { 'x-forwarded-host': 'localhost:3000' })
        expect([host, method, answer.status]).toEqual([host, method, 404])
      }
    }
    expect(calls).toEqual([])
  })

  test('names the methods that it has', async () => {
    const answer = await ask('localhost:3000', 'DELETE')
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('a body with a bound', () => {
  const echo = bounded(10, async (request) => new Response(await request.text()))
  const post = (body: BodyInit, headers = {}) =>
    echo(new NextRequest('http://localhost/x', { method: 'POST', body, headers, duplex: 'half' } as never), {})
  const stream = (text: string) => new Response(text).body as ReadableStream

  test('passes whole, and is refused when it is said to be larger or found to be', async () => {
    expect(await (await post('0123456789', { 'content-length': '10' })).text()).toBe('0123456789')
    expect(await (await post(stream('0123456789'))).text()).toBe('0123456789')
    expect((await post('0123456789a', { 'content-length': '11' })).status).toBe(413)
    expect((await post(stream('0123456789a'))).status).toBe(413)
  })
})
