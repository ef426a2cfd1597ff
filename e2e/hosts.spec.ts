/** Hosts: what answers where, and that nothing of a store shows through a door that is not its own. */
import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { operator } from './support/operator'
import { demoStore, http, runtime } from './support/platform'

const books = () => demoStore('harbor-books')
const clay = () => demoStore('kiln-and-clay')
const platform = () => new URL(runtime().platformUrl).host

/** A process may answer from its memory for so long. */
const ROUTING_MS = 10_000

const NAMES = /Harbor Books|Kiln (&|&amp;) Clay/

test('subdomain and verified custom domain show the store, each its own', async () => {
  expect((await http(books().host, '/')).text).toContain('Harbor Books')
  expect((await http(books().customHost ?? '', '/')).text).toContain('Harbor Books')
  expect((await http(clay().host, '/')).text).toMatch(/Kiln (&|&amp;) Clay/)
  const upper = await http(books().host.replace('harbor-books', 'HARBOR-Books').replace(':', '.:'), '/')
  expect([upper.status, upper.text]).toEqual([200, expect.stringContaining('Harbor Books')])
})

test('an unknown, unverified or malformed host is 404 and shows nothing of any store', async () => {
  const sql = postgres(runtime().databaseAdminUrl, { max: 1 })
  await sql`insert into domain_claims (store_id, domain, verification_token, expires_at)
    values (${books().id}, 'pending.example.test', 't', now() + interval '1 day') on conflict do nothing`
  await sql`insert into custom_domains (store_id, domain) values (${books().id}, 'unverified.example.test')
    on conflict do nothing`
  await sql.end()
  const port = runtime().port
  const hosts = [
    `nobody.localhost:${port}`,
    'pending.example.test',
    'unverified.example.test',
    `a.harbor-books.localhost:${port}`,
    `harbor-books.localhost.evil.test:${port}`,
    `127.0.0.2:${port}`,
    'x'.repeat(300),
    'harbor-books',
    '-.localhost',
  ]
  for (const host of hosts) {
    for (const path of ['/', '/products.json', '/cart.js', '/admin/harbor-books', '/storefront/1']) {
      const answer = await http(host, path)
      expect([host, path, answer.status >= 400 && answer.status < 500]).toEqual([host, path, true])
      expect(answer.text).not.toMatch(NAMES)
    }
  }
})

/** As a browser asks, as Next's client asks, and as the bypass of CVE-2025-29927 asked. */
const PROBES: Record<string, string>[] = [
  {},
  { rsc: '1', 'next-router-prefetch': '1' },
  { 'x-middleware-subrequest': 'middleware' },
]

test('internal paths are 404 on every host, however they are written', async () => {
  const paths = [
    `/storefront/${clay().id}`,
    `/storefront/${clay().id}/products`,
    `/storefront/${clay().id}/json/cart`,
    `/Storefront/${clay().id}`,
    `/%73torefront/${clay().id}`,
    `//storefront/${clay().id}`,
    `/./storefront/${clay().id}`,
    `/x/../storefront/${clay().id}`,
    `/storefront/${clay().id}?_rsc=abc`,
    '/api/internal/resolve-host?host=kiln-and-clay.localhost',
  ]
  for (const host of [books().host, clay().host, platform()]) {
    for (const path of paths) {
      for (const headers of PROBES) {
        const answer = await http(host, path, { headers })
        // A normalising redirect is no answer of a page; what it leads to is in this list as well.
        expect([host, path, answer.status === 404 || answer.status === 308 || answer.status === 400]).toEqual([
          host,
          path,
          true,
        ])
        if (host !== clay().host) expect(answer.text).not.toMatch(/Kiln (&|&amp;) Clay/)
      }
    }
  }
})

test('forged context headers change nothing', async () => {
  const forged = {
    'x-store-id': String(clay().id),
    'x-stoa-store': String(clay().id),
    'x-shopify-store-id': String(clay().id),
    'x-forwarded-host': clay().host,
    'x-host': clay().host,
    'x-original-url': `/storefront/${clay().id}`,
    'x-middleware-rewrite': `/storefront/${clay().id}`,
    'x-invoke-path': `/storefront/${clay().id}`,
    forwarded: `host=${clay().host}`,
  }
  for (const path of ['/', '/cart.js', '/products.json', '/collections/all']) {
    const plain = await http(books().host, path)
    const answer = await http(books().host, path, { headers: forged })
    expect([path, answer.status]).toEqual([path, plain.status])
    expect(answer.text).not.toMatch(/Kiln (&|&amp;) Clay/)
    const unknown = await http('nobody.example.test', path, { headers: forged })
    expect([path, unknown.status]).toEqual([path, 404])
    expect(unknown.text).not.toMatch(NAMES)
  }
})

test('platform rooms do not exist on store hosts, nor shop rooms on the platform host', async () => {
  for (const path of [
    '/login',
    '/signup',
    '/stores',
    '/admin/harbor-books',
    '/api/auth/session',
    '/api/inngest',
    '/api/webhooks/stripe',
    '/api/webhooks/stripe-connect',
    '/operator',
  ]) {
    expect([path, (await http(books().host, path)).status]).toEqual([path, 404])
  }
  for (const path of ['/cart.js', '/products.json', '/checkout', '/cart', '/collections/all']) {
    expect([path, (await http(platform(), path)).status]).toEqual([path, 404])
  }
  expect((await http(platform(), '/api/health')).status).toBe(200)
  expect((await http(platform(), '/api/ready')).status).toBe(200)
})

test('a store that redirects to its primary host answers 308 from the other, path and query kept', async () => {
  const sql = postgres(runtime().databaseAdminUrl, { max: 1 })
  try {
    await sql`insert into custom_domains (store_id, domain, verified_at)
      values (${clay().id}, 'clay.example.test', now()) on conflict do nothing`
    await sql`update stores set primary_domain = 'clay.example.test', redirect_to_primary = true where id = ${clay().id}`
    await operator('store', 'resume', 'kiln-and-clay')
    await expect
      .poll(async () => (await http(clay().host, '/collections/all?page=2')).status, { timeout: ROUTING_MS })
      .toBe(308)
    const answer = await http(clay().host, '/collections/all?page=2')
    expect(answer.headers.location).toBe(`http://clay.example.test:${runtime().port}/collections/all?page=2`)
  } finally {
    await sql`update stores set primary_domain = null, redirect_to_primary = false where id = ${clay().id}`
    await operator('store', 'resume', 'kiln-and-clay')
    await sql`delete from custom_domains where domain = 'clay.example.test'`
    await sql.end()
  }
  await expect.poll(async () => (await http(clay().host, '/')).status, { timeout: ROUTING_MS }).toBe(200)
})

test('a suspended store answers 503 on its hosts, until the operator lets it sell again', async () => {
  const status = async () => (await http(clay().host, '/')).status
  expect(await operator('store', 'suspend', 'kiln-and-clay')).toContain('suspended')
  await expect.poll(status, { timeout: ROUTING_MS }).toBe(503)
  expect((await http(clay().host, '/cart.js')).status).toBe(503)
  expect((await http(books().host, '/')).status).toBe(200)
  await operator('store', 'resume', 'kiln-and-clay')
  await expect.poll(status, { timeout: ROUTING_MS }).toBe(200)
})
