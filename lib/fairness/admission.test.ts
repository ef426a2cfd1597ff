/** Who stands in which line, and that a flooded store's shoppers wait while another's walk in. */
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classify, installAdmission, RULES } from './admission'
import { leavePlace } from './place'

const CONFIG = { platformHost: 'app.test', internalHosts: ['127.0.0.1:3000', 'localhost:3000'], trustProxy: false }
const at = (host: string, url: string, more: Record<string, string> = {}, config = CONFIG) =>
  classify({ url, headers: { host, ...more } }, config)

describe('classify', () => {
  it.each([
    ['acme.shops.test', '/products/mug', 'browse'],
    ['acme.shops.test', '/checkout', 'checkout'],
    ['acme.shops.test', '/api/checkout', 'checkout'],
    ['acme.shops.test', '/checkouts', 'browse'],
    ['acme.shops.test', '/orders/abc?x=1', 'checkout'],
    ['app.test', '/admin/acme', 'platform'],
    ['acme.shops.test', '/api/internal/resolve-host?slug=acme', 'browse'],
    ['acme.shops.test', '/api/health', 'browse'],
    ['app.test', '/api/internal/certificate', 'platform'],
  ])('%s%s stands in %s', (host, url, kind) => expect(at(host, url)?.kind).toBe(kind))

  it.each([
    ['acme.shops.test', '/_next/static/a.js'],
    ['acme.shops.test', '/assets/logo.svg'],
    ['127.0.0.1:3000', '/api/internal/resolve-host?slug=acme'],
    ['127.0.0.1:3000', '/api/inngest'],
    ['app.test', '/api/ready'],
  ])('%s%s is never held', (host, url) => expect(at(host, url)).toBeNull())

  it('knows a store by its canonical host, and by the forwarded one only behind a proxy that is trusted', () => {
    expect(at('ACME.shops.test.:443', '/')?.key).toBe('acme.shops.test')
    expect(at('acme.shops.test', '/', { 'x-forwarded-host': 'other.shops.test' })?.key).toBe('acme.shops.test')
    const trusting = { ...CONFIG, trustProxy: true }
    expect(at('localhost:3000', '/', { 'x-forwarded-host': 'other.shops.test' }, trusting)?.key).toBe(
      'other.shops.test',
    )
  })
})

describe('the door', () => {
  const held: (() => void)[] = []
  const body = Buffer.alloc(8_000_000)
  const server = createServer(({ url }, response) => {
    if (url === '/media/large.png') response.end(body)
    else held.push(() => response.end('served'))
    if (url?.endsWith('?wait')) setImmediate(leavePlace)
  })
  let port = 0
  beforeAll(async () => {
    process.env.AUTH_SECRET = 'a-secret-for-tests-only'
    installAdmission()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    for (const release of held) release()
    server.closeAllConnections()
    server.close()
  })

  const ask = (host: string, path = '/products/mug') =>
    new Promise<{ status: number | undefined; retry: string | undefined }>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path, headers: { host }, agent: false }, (response) => {
        response.resume()
        response.on('end', () => resolve({ status: response.statusCode, retry: response.headers['retry-after'] }))
      }).on('error', reject)
    })
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  it('lets one store have its share, refuses what its line cannot hold, and another in at once', async () => {
    const { activeAlone, waitingPerStore } = RULES.browse
    const flood = Array.from({ length: activeAlone + waitingPerStore + 10 }, () => ask('flooded.shops.test'))
    let refused = 0
    for (const each of flood)
      each.then(({ status, retry }) => {
        if (status === 429 && retry) refused++
      })
    await until(() => refused === 10)
    expect(held).toHaveLength(activeAlone)
    const neighbour = ask('calm.shops.test')
    await until(() => held.length === activeAlone + 1)
    held.at(-1)?.()
    expect((await neighbour).status).toBe(200)
    for (let released = 0; released < activeAlone + 1 + waitingPerStore; released++) {
      await until(() => held.length > released)
      held[released]?.()
    }
    const statuses = (await Promise.all(flood)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(activeAlone + waitingPerStore)
  })

  it('keeps no place for who reads slowly what is made already', async () => {
    const options = { host: '127.0.0.1', port, path: '/media/large.png', headers: { host: 'slow.shops.test' } }
    const readers = Array.from({ length: RULES.browse.activeAlone }, () => get({ ...options, agent: false }))
    await Promise.all(readers.map((reader) => once(reader, 'response')))
    const before = held.length
    const page = ask('slow.shops.test')
    await until(() => held.length === before + 1)
    held.at(-1)?.()
    expect((await page).status).toBe(200)
    for (const reader of readers) reader.destroy()
  })
  it('gives the place of who waits for somebody else to the next, while the answer is still to come', async () => {
    const { activePerStore, activeAlone } = RULES.checkout
    expect(activePerStore).toBe(activeAlone)
    const before = held.length
    const paying = Array.from({ length: activePerStore + 1 }, () => ask('paying.shops.test', '/api/checkout?wait'))
    await until(() => held.length === before + activePerStore + 1)
    for (const release of held.slice(before)) release()
    expect((await Promise.all(paying)).every(({ status }) => status === 200)).toBe(true)
  })
})
