/** What a hostile page, header or host may not do: policies, origins, actions in the wrong place, sessions that are over. */
import { expect, test } from '@playwright/test'
import { handles, product } from './support/buying'
import { type Answer, demoStore, http, runtime, Shopper } from './support/platform'
import { actionId, isIn, logInAs } from './support/sessions'

const books = () => demoStore('harbor-books')
const clay = () => demoStore('kiln-and-clay')
const platform = () => new URL(runtime().platformUrl).host

const QUOTE = 'app/storefront/_ui/checkout/actions.ts#quoteCheckout'
const SAVE_GENERAL = 'app/admin/[store]/settings/general/actions.ts#saveGeneral'
const CHOICE = [{ country: '', province: '', shippingRate: null, discountCode: '', draft: null }]
const GENERAL = ['harbor-books', { name: 'Taken over', email: 'evil@example.test', redirectToPrimary: false }]

function callAction(host: string, path: string, id: string, args: unknown, headers: Record<string, string>) {
  const text = JSON.stringify(args)
  const said = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' }
  return http(host, path, { method: 'POST', raw: text, headers: { ...said, ...headers } })
}

const policyOf = (answer: Answer) => String(answer.headers['content-security-policy'] ?? '')

/** A cart with something in it, as a Cookie header. */
async function cookieOfCart(host: string): Promise<string> {
  for (const handle of await handles(new Shopper(host))) {
    const variant = (await product(new Shopper(host), handle)).variants.find(({ available }) => available)
    if (!variant) continue
    const body = { items: [{ id: variant.id, quantity: 1 }] }
    const [cookie = ''] = (await http(host, '/cart/add.js', { body })).headers['set-cookie'] ?? []
    return cookie.split(';')[0] ?? ''
  }
  throw new Error(`${host} has nothing to sell`)
}

test('pages of one request run their own scripts by a nonce, cached pages nothing from elsewhere', async () => {
  const cookie = await cookieOfCart(books().host)
  const byNonce: [string, string, Record<string, string>][] = [
    [platform(), '/', {}],
    [platform(), '/login', {}],
    [platform(), '/signup', {}],
    [books().host, '/checkout', { cookie }],
    [books().host, '/cart', { cookie }],
    [books().host, `/orders/${'0'.repeat(32)}`, {}],
  ]
  for (const [host, path, headers] of byNonce) {
    const [answer, again] = [await http(host, path, { headers }), await http(host, path, { headers })]
    const [, nonce = ''] = /script-src 'self' 'nonce-([^']+)'(;| )/.exec(policyOf(answer)) ?? []
    expect(nonce, path).not.toBe('')
    expect(policyOf(again), path).not.toContain(nonce)
    const scripts = [...answer.text.matchAll(/<script(?! type="application\/ld\+json")([^>]*)>/g)].map(([, at]) => at)
    expect(scripts.length, path).toBeGreaterThan(0)
    for (const attributes of scripts) expect(attributes, path).toContain(`nonce="${nonce}"`)
    expect(policyOf(answer)).toMatch(/frame-ancestors 'none'$/)
    expect(policyOf(answer)).not.toContain('stripe.com;')
    expect([answer.headers['x-frame-options'], answer.headers['x-content-type-options']]).toEqual(['DENY', 'nosniff'])
  }
  for (const path of ['/', '/collections/all', '/products.json', '/media/x/1.webp', '/no-such-page', '/admin']) {
    const answer = await http(books().host, path)
    expect(policyOf(answer), path).toMatch(/(default-src 'self'; script-src 'self' |default-src 'none')/)
    expect(answer.headers['x-content-type-options'], path).toBe('nosniff')
  }
  expect(policyOf(await http(books().host, '/'))).not.toContain('nonce')
})

test('no page that is kept takes anything from a header of the one who asked first', async () => {
  const [handle = ''] = (await handles(new Shopper(clay().host))).slice(-1)
  const [first = ''] = (await handles(new Shopper(clay().host))).slice(-2)
  const forged = {
    'content-security-policy': "script-src 'nonce-chosenbyme'",
    'x-nonce': 'chosenbyme',
    'x-forwarded-host': books().host,
    forwarded: `host=${books().host}`,
    'x-host': books().host,
    'x-original-url': '/admin/harbor-books',
    'x-rewrite-url': '/admin/harbor-books',
    'x-stoa-store': String(books().id),
    'x-store-id': String(books().id),
    'x-shopify-store-id': String(books().id),
    'x-middleware-rewrite': `/storefront/${books().id}`,
    'x-middleware-subrequest': 'middleware:middleware:middleware',
    'x-nextjs-data': '1',
    'x-invoke-path': `/storefront/${books().id}`,
    'x-stoa-proof': '0'.repeat(64),
  }
  for (const [name, value] of Object.entries(forged)) {
    for (const path of ['/', `/products/${handle}`]) {
      const answer = await http(clay().host, path, { headers: { [name]: value } })
      expect([name, path, answer.status]).toEqual([name, path, 200])
      expect(answer.text).toMatch(/Kiln (&|&amp;) Clay/)
      expect(answer.text, name).not.toMatch(/Harbor Books|chosenbyme/)
    }
  }
  // The very first visitor of this page brings all of them; the next sees none of it.
  await http(clay().host, `/products/${first}?fresh=1`, { headers: forged })
  const kept = await http(clay().host, `/products/${first}`)
  expect(kept.text).not.toMatch(/Harbor Books|chosenbyme/)
  expect(kept.headers['set-cookie']).toBeUndefined()
})

test('nothing of the platform exists on a store’s hosts, by any method', async () => {
  const paths = [
    ...['/admin', '/admin/harbor-books', '/admin/harbor-books/orders', '/operator', '/signup', '/login', '/stores'],
    ...['/api/auth/session', '/api/auth/csrf', '/api/auth/callback/credentials', '/api/inngest', '/api/health'],
    ...['/api/webhooks/stripe', '/api/webhooks/stripe-connect', '/api/admin/2026-11/products', '/stores/account'],
    ...['/%61dmin/harbor-books', '/ADMIN/harbor-books', '/api/auth/%73ession', '/login/', '/login?_rsc=1'],
  ]
  for (const host of [books().host, books().customHost ?? '']) {
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'PUT']) {
        const headers = { origin: `http://${host}`, rsc: method === 'GET' && path.includes('_rsc') ? '1' : '0' }
        const answer = await http(host, path, { method, headers })
        expect([host, path, method, [404, 308].includes(answer.status)]).toEqual([host, path, method, true])
        if (answer.status === 308) expect((await http(host, String(answer.headers.location))).status).toBe(404)
        expect(answer.headers['set-cookie']).toBeUndefined()
      }
    }
  }
})

test('an action of the desk does nothing on a store’s host, whatever cookie comes with it', async ({ page }) => {
  const cookie = await logInAs(page)
  const before = (await http(books().host, '/')).text.match(/<title>[^<]*/)?.[0]
  for (const host of [books().host, books().customHost ?? '', clay().host]) {
    for (const path of ['/', '/cart', '/checkout', '/admin/harbor-books/settings/general']) {
      const headers = { cookie, origin: `http://${host}` }
      const answer = await callAction(host, path, actionId(SAVE_GENERAL), GENERAL, headers)
      expect(answer.text).not.toContain('"ok":true')
      const login = await callAction(host, path, actionId('app/(platform)/login/actions.ts#logIn'), [], headers)
      expect(login.headers['set-cookie'] ?? []).toEqual([])
    }
  }
  const after = (await http(books().host, '/')).text.match(/<title>[^<]*/)?.[0]
  expect(after).toBe(before)
})

test('an action that its page does not bundle is answered for the store of the host, and for no forged one', async () => {
  const id = actionId(QUOTE)
  const [ours, theirs] = [await cookieOfCart(books().host), await cookieOfCart(clay().host)]
  const call = (host: string, path: string, cookie: string, more: Record<string, string> = {}) =>
    callAction(host, path, id, CHOICE, { cookie, origin: `http://${host}`, ...more })
  expect((await call(books().host, '/checkout', ours)).text).toContain('"currency":"USD"')
  // Next forwards it to itself, where the page with the action is: Host is the server's own there.
  const forwarded = await call(books().host, '/cart', ours)
  expect(forwarded.text).not.toContain('"currency":"EUR"')
  expect((await call(clay().host, '/cart', theirs)).text).not.toContain('"currency":"USD"')
  const forgeries: Record<string, string>[] = [
    { 'x-forwarded-host': clay().host },
    { 'x-forwarded-host': clay().host, 'x-stoa-proof': '0'.repeat(64) },
  ]
  for (const forged of forgeries) {
    for (const path of ['/checkout', '/cart', '/']) {
      const answer = await call(books().host, path, `${ours}; ${theirs}`, forged)
      expect(answer.text).not.toContain('"currency":"EUR"')
    }
  }
  // The server's own socket is no shop, though a header names one.
  const own = await call(`127.0.0.1:${runtime().port}`, '/checkout', theirs, { 'x-forwarded-host': clay().host })
  expect(own.text).not.toContain('"currency"')
})

test('what changes something is refused from another site, and from nowhere', async ({ page }) => {
  const session = await logInAs(page)
  const cart = await cookieOfCart(books().host)
  const evil: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `http://${clay().host}` },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: `http://${books().host}`, 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of [...evil, {}]) {
    const quote = await callAction(books().host, '/checkout', actionId(QUOTE), CHOICE, { cookie: cart, ...headers })
    expect(quote.text, JSON.stringify(headers)).not.toContain('"ok":true')
    const general = await callAction(
      platform(),
      '/admin/harbor-books/settings/general',
      actionId(SAVE_GENERAL),
      GENERAL,
      {
        cookie: session,
        ...headers,
      },
    )
    expect(general.text, JSON.stringify(headers)).not.toContain('"ok":true')
    const upload = await http(platform(), '/admin/harbor-books/media', {
      method: 'POST',
      raw: 'x',
      headers: { cookie: session, ...headers },
    })
    expect(upload.status).toBe(403)
    expect((await http(platform(), '/api/auth/signout', { method: 'POST', headers })).status).toBe(403)
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const headers of [...evil, form, { 'content-type': 'text/plain' }]) {
    for (const [path, text] of [
      ['/cart/clear.js', ''],
      ['/cart/change.js', 'line=1&quantity=0'],
      ['/api/checkout/contact', '{"email":"a@example.test"}'],
      ['/api/checkout', '{}'],
    ] as const) {
      const answer = await http(books().host, path, {
        method: 'POST',
        raw: text,
        headers: { cookie: cart, ...form, ...headers },
      })
      expect([path, headers, answer.status]).toEqual([path, headers, 403])
    }
  }
  // What says nothing of where it came from: refused by a route of the shop's own pages, taken by the contract's.
  const machine = (path: string, raw: string) =>
    http(books().host, path, { method: 'POST', raw, headers: { cookie: cart, 'content-type': 'application/json' } })
  expect((await machine('/api/checkout/contact', '{"email":"a@example.test"}')).status).toBe(403)
  expect((await machine('/api/checkout', '{}')).status).toBe(422)
  // The cart is as it was; a form of the shop's own page and a client that is no browser come through.
  const own = { ...form, cookie: cart, origin: `http://${books().host}` }
  const changed = await http(books().host, '/cart/change.js', {
    method: 'POST',
    raw: 'line=1&quantity=2',
    headers: own,
  })
  expect(changed.json()).toMatchObject({ item_count: 2 })
  expect((await http(books().host, '/cart/clear.js', { method: 'POST', headers: { cookie: cart } })).status).toBe(200)
  const plain = { ...own, 'content-type': 'text/plain' }
  expect((await http(books().host, '/api/checkout', { method: 'POST', raw: '{}', headers: plain })).status).toBe(422)
  expect(await isIn(session)).toBe(true)
})

test('where one is sent to sign in is configuration’s to say', async () => {
  const forged = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' }
  const providers = await http(platform(), '/api/auth/providers', { headers: forged })
  expect(providers.text).toContain(`${runtime().platformUrl}/api/auth/callback/credentials`)
  const signIn = await http(platform(), '/api/auth/signin?callbackUrl=https://evil.example/', { headers: forged })
  const desk = await http(platform(), '/admin/harbor-books', { headers: forged })
  for (const { headers, text } of [providers, signIn, desk]) {
    expect(`${headers.location} ${JSON.stringify(headers['set-cookie'])} ${text}`).not.toContain('evil.example')
  }
  expect((await http('evil.example', '/api/auth/signin')).status).toBe(404)
})
