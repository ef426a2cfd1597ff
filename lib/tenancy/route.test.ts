/** Middleware's decisions, without a server: who is rewritten where, and who is turned away. */
import { describe, expect, it } from 'vitest'
import { readTenancyConfig } from './config'
import { RESOLVER_HEADER } from './edge-resolver'
import { prove } from './proof'
import { CLIENT_HEADER } from './request-headers'
import { PROOF_HEADER } from './request-host'
import type { Resolver } from './resolve'
import { type Decision, route } from './route'
import type { StoreEntry } from './store-entry'

const ENV = { PORT: '3000', AUTH_SECRET: 'a-secret-for-tests-only' }
const CONFIG = readTenancyConfig(ENV)
const ACME: StoreEntry = {
  storeId: 7,
  slug: 'acme',
  status: 'active',
  primaryDomain: null,
  redirectToPrimary: true,
  lock: null,
  former: false,
}
const BOOKS: StoreEntry = { ...ACME, storeId: 8, slug: 'books', primaryDomain: 'books.test' }
const STORES: Record<string, StoreEntry> = {
  acme: ACME,
  books: BOOKS,
  'books.test': BOOKS,
  open: { ...BOOKS, storeId: 9, slug: 'open', primaryDomain: 'open.test', redirectToPrimary: false },
  'other.test': ACME,
  gone: { ...ACME, storeId: 10, slug: 'gone', status: 'suspended' },
}
const resolver: Resolver = {
  resolve: async (address) => {
    const name = address.kind === 'subdomain' ? address.slug : address.domain
    if (name === 'broken') throw new Error('nobody answers')
    return STORES[name] ?? null
  },
  purge: async () => {},
}

function ask(host: string, path: string, headers: Record<string, string> = {}, config = CONFIG, method = 'GET') {
  const [pathname = '', query] = path.split('?')
  const search = query === undefined ? '' : `?${query}`
  return route({ method, pathname, search, headers: new Headers({ host, ...headers }) }, config, resolver)
}
const targetOf = (decision: Decision) =>
  decision.kind === 'rewrite'
    ? decision.pathname
    : decision.kind === 'redirect'
      ? decision.location
      : decision.answer.status
const target = async (...args: Parameters<typeof ask>) => targetOf(await ask(...args))

describe('a store host', () => {
  it.each([
    ['/', '/storefront/7'],
    ['/products/mug', '/storefront/7/products/mug'],
    ['/products/mug.js', '/storefront/7/json/products/mug'],
    ['/products.json', '/storefront/7/json/products'],
    ['/collections/cups/products.json', '/storefront/7/json/collections/cups/products'],
    ['/cart', '/storefront/7/cart'],
    ['/cart.js', '/storefront/7/json/cart'],
    ['/cart.json', '/storefront/7/json/cart'],
    ['/cart/add.js', '/storefront/7/json/cart/add'],
    ['/cart/clear.js', '/storefront/7/json/cart/clear'],
    ['/cart/12:1,13:2', '/storefront/7/cart/permalink/12:1,13:2'],
    ['/search/suggest.json?q=a', '/storefront/7/json/search/suggest'],
    ['/api/checkout', '/storefront/7/json/checkout'],
    [`/api/unsubscribe/${'a'.repeat(96)}`, `/storefront/7/json/unsubscribe/${'a'.repeat(96)}`],
    ['/api/checkout/contact', '/storefront/7/json/checkout/contact'],
    ['/checkout/recover/abc', '/storefront/7/checkout/recover/abc'],
    ['/collections/cups', '/storefront/7/collections/cups'],
    ['/collections/cups?page=1', '/storefront/7/collections/cups'],
    ['/collections/cups?page=3', '/storefront/7/collections/cups/page-3'],
    ['/collections/cups?page=2&sort_by=price-ascending', '/storefront/7/collections/cups/page-2.sort-price-ascending'],
    ['/collections/cups?sort_by=created-descending', '/storefront/7/collections/cups/page-1.sort-created-descending'],
    ['/collections/cups?page=251', '/storefront/7/collections/cups'],
    ['/collections/cups?page=-1&sort_by=../../8', '/storefront/7/collections/cups'],
    ['/media/ab12/640.webp', '/storefront/7/media/ab12/640.webp'],
    ['/robots.txt', '/storefront/7/robots.txt'],
    ['/products/100%25-wool', '/storefront/7/products/100%25-wool'],
    ['/pages/%C3%BCber', '/storefront/7/pages/%C3%BCber'],
  ])('%s -> %s', async (path, expected) => expect(await target('acme.localhost:3000', path)).toBe(expected))
})

describe('what a store host has not', () => {
  it.each([
    '/storefront/8',
    '/storefront/7',
    '/Storefront/8',
    '/%73torefront/8',
    '/%2573torefront/8',
    '/storefront.rsc',
    '/storefront/8.rsc',
    '/storefront;x/8',
    '/storefront%2f8',
    '/x/..%2f..%2fstorefront/8',
    '/..%5c8',
    '/a%00b',
    '/a//b',
    '/json/cart',
    '/JSON/cart',
    '/cart/permalink/1:1',
    '/cart/x',
    '/collections/cups/page-2',
    '/collections/cups/page-2.sort-manual',
    '/admin',
    '/admin/acme',
    '/ADMIN',
    '/operator',
    '/signup',
    '/login',
    '/login.rsc',
    '/stores',
    '/api/auth/session',
    '/api/inngest',
    '/api/webhooks/stripe',
    '/api/admin/2026-11/orders',
    '/api/health',
    '/api/ready',
    '/api/internal/resolve-host',
    '/api/checkout/x',
    '/api',
    '/API/checkout',
    '/_next/data/x/storefront/8.json',
    '/%',
    '/%zz',
    `/${'a'.repeat(3000)}`,
  ])('404 for %s', async (path) => expect(await target('acme.localhost:3000', path)).toBe(404))
})

describe('a store', () => {
  it('is closed with 503 and Retry-After while suspended, and while nobody can say whose it is', async () => {
    for (const host of ['gone.localhost', 'broken.localhost']) {
      const decision = await ask(host, '/')
      expect(decision).toMatchObject({ kind: 'answer', answer: { status: 503, headers: { 'retry-after': '30' } } })
    }
  })

  it('answers 308 to the primary host, path and query kept, where the store wants it', async () => {
    expect(await target('books.localhost:3000', '/products/a%20b?variant=3')).toBe(
      'http://books.test:3000/products/a%20b?variant=3',
    )
    expect(await target('books.test:3000', '/')).toBe('/storefront/8')
    expect(await target('other.test', '/')).toBe('http://acme.localhost:3000/')
    expect(await target('open.localhost', '/')).toBe('/storefront/9')
  })

  it('loses the names under which Next carries route parameters', async () => {
    const decision = await ask('acme.localhost', '/products/mug?nxtPstore=8&a=1&%6extPstore=8&nxtIx=1')
    expect(decision).toMatchObject({ kind: 'rewrite', search: '?a=1' })
  })
})

describe('other hosts', () => {
  it.each([
    ['localhost:3000', '/', '/'],
    ['localhost:3000', '/admin/acme/orders', '/admin/acme/orders'],
    ['localhost:3000', '/api/health', '/api/health'],
    ['localhost:3000', '/api/auth/session', '/api/auth/session'],
    ['localhost:3000', '/storefront/8', 404],
    ['localhost:3000', '/%73torefront/8', 404],
    ['localhost:3000', '/api/internal/resolve-host', 404],
    ['127.0.0.1:3000', '/api/internal/certificate', '/api/internal/certificate'],
    ['acme.localhost:3000', '/api/internal/certificate', 404],
    ['localhost:3000', '/api/checkout', 404],
    ['127.0.0.1:3000', '/api/health', '/api/health'],
    ['127.0.0.1:3000', '/api/webhooks/stripe', '/api/webhooks/stripe'],
    ['127.0.0.1:3000', '/', 404],
    ['127.0.0.1:3000', '/admin', 404],
    ['127.0.0.1:3001', '/api/health', 404],
    ['nobody.localhost', '/', 404],
    ['a.acme.localhost', '/', 404],
    ['nobody.test', '/', 404],
    ['', '/', 404],
  ])('%s%s -> %s', async (host, path, expected) => expect(await target(host, path)).toBe(expected))

  it('never keep an answer about an unknown host in a cache', async () => {
    const decision = await ask('nobody.test', '/')
    expect(decision).toMatchObject({ kind: 'answer', answer: { headers: { 'cache-control': 'no-store' } } })
  })
})

describe('what a client says about itself', () => {
  it('names no store by any header but Host', async () => {
    const forged = {
      'x-forwarded-host': 'books.test',
      'x-host': 'books.test',
      'x-original-host': 'books.test',
      forwarded: 'host=books.test',
      'x-store-id': '8',
      'x-stoa-store': '8',
      'x-shopify-store-id': '8',
      [PROOF_HEADER]: 'f'.repeat(64),
    }
    expect(await target('acme.localhost', '/', forged)).toBe('/storefront/7')
    expect(await target('localhost:3000', '/', forged)).toBe('/')
    expect(await target('127.0.0.1:3000', '/', forged)).toBe(404)
  })

  it('does not reach the pages', async () => {
    const forged = {
      'x-store-id': '8',
      'X-Stoa-Client': '1.2.3.4',
      'x-middleware-subrequest': 'a',
      'x-shopify-store-id': '8',
    }
    const decision = await ask('acme.localhost:3000', '/', {
      ...forged,
      'x-request-id': 'forged-request',
      cookie: 'a=b',
    })
    if (decision.kind !== 'rewrite') throw new Error(decision.kind)
    const names = [...decision.headers.keys()]
    expect(names.filter((name) => /^x-(store|stoa|middleware|shopify)/.test(name))).toEqual([])
    expect(decision.headers.get('cookie')).toBe('a=b')
    expect(decision.headers.get('x-forwarded-host')).toBe('acme.localhost:3000')
    expect(decision.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('counts when a trusted proxy overwrites it', async () => {
    const behind = readTenancyConfig({ ...ENV, TRUSTED_PROXY: '1' })
    const sent = {
      'x-forwarded-host': 'acme.localhost',
      'x-forwarded-for': '1.1.1.1, 2.2.2.2',
      'x-request-id': 'from-the-proxy',
    }
    const decision = await ask('10.0.0.1:3000', '/', sent, behind)
    if (decision.kind !== 'rewrite') throw new Error(decision.kind)
    expect(decision.pathname).toBe('/storefront/7')
    expect(decision.headers.get(CLIENT_HEADER)).toBe('2.2.2.2')
    expect(decision.answerHeaders['x-request-id']).toBe('from-the-proxy')
    expect(await target('acme.localhost', '/', { 'x-forwarded-host': 'acme.localhost, books.test' }, behind)).toBe(404)
  })
})

describe('the policy of a page', () => {
  it('is told to Next by the request where it carries a nonce, and to the browser by the answer', async () => {
    const decision = await ask('acme.localhost:3000', '/checkout')
    if (decision.kind !== 'rewrite') throw new Error(decision.kind)
    expect(decision.headers.get('content-security-policy')).toMatch(/'nonce-/)
    expect(decision.answerHeaders['content-security-policy']).toBe(decision.headers.get('content-security-policy'))
    expect(decision.answerHeaders['x-frame-options']).toBe('DENY')
  })

  it('is never the client’s, so that no cached page is made with a nonce that somebody chose', async () => {
    const forged = { 'content-security-policy': "script-src 'nonce-chosen'", 'x-nonce': 'chosen' }
    for (const name of ['content-security-policy-report-only', ...Object.keys(forged)]) {
      const decision = await ask('acme.localhost:3000', '/products/mug', { ...forged, [name]: "'nonce-chosen'" })
      if (decision.kind !== 'rewrite') throw new Error(decision.kind)
      expect(decision.headers.get(name)).toBeNull()
      expect(decision.answerHeaders['content-security-policy']).not.toContain('nonce')
    }
  })
})

describe('Next fetching from itself', () => {
  it('is believed about the host that middleware proved for an action, and about no other', async () => {
    const action = await ask('acme.localhost:3000', '/cart', {}, CONFIG, 'POST')
    if (action.kind !== 'rewrite') throw new Error(action.kind)
    const carried = Object.fromEntries(action.headers)
    expect(await target('localhost:3000', '/cart', { ...carried, host: 'localhost:3000' })).toBe('/storefront/7/cart')
    const swapped = { ...carried, host: 'localhost:3000', 'x-forwarded-host': 'books.test' }
    expect(await target('localhost:3000', '/cart', swapped)).toBe('/cart')
  })

  it('may ask the resolver only with the proof of that very question', async () => {
    const proof = await prove(CONFIG.secret, 'resolver', 'slug=acme')
    const asked = (host: string, query: string) =>
      target(host, `/api/internal/resolve-host?${query}`, { [RESOLVER_HEADER]: proof })
    expect(await asked('127.0.0.1:3000', 'slug=acme')).toBe('/api/internal/resolve-host')
    expect(await asked('127.0.0.1:3000', 'slug=books')).toBe(404)
    expect(await asked('acme.localhost', 'slug=acme')).toBe(404)
    expect(await asked('127.0.0.1:3000', 'slug=%')).toBe(404)
  })
})
