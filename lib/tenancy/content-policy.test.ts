import { describe, expect, it } from 'vitest'
import { pagePolicy, type Surface, storeSurface } from './content-policy'

type Config = Parameters<typeof pagePolicy>[2]

const PLAIN: Config = { development: false, paymentElement: false, stripeOrigin: null }
const rules = (surface: Surface, more: Partial<Config> = {}) => {
  const { value, hasNonce } = pagePolicy(surface, true, { ...PLAIN, ...more })
  const entries = value.split('; ').map((rule) => {
    const [name = '', ...values] = rule.split(' ')
    return [name, values] as const
  })
  return { hasNonce, of: (name: string) => Object.fromEntries(entries)[name] ?? [] }
}

describe('what a page may load', () => {
  it.each([
    ['', 'catalog'],
    ['/products/mug', 'catalog'],
    ['/search', 'catalog'],
    ['/cart', 'private'],
    ['/orders/x', 'private'],
    ['/account', 'private'],
    ['/password', 'private'],
    ['/no-such-page', 'private'],
    ['/checkout', 'checkout'],
    ['/checkout/return', 'checkout'],
    ['/json/cart', 'data'],
    ['/robots.txt', 'data'],
    ['/media/x/320.webp', 'picture'],
  ])('%j of a store is %s', (path, surface) => expect(storeSurface(path)).toBe(surface))

  it.each(['desk', 'checkout', 'private'] as const)(
    'on the %s runs by nonce, a new one each time, and is framed by nobody',
    (surface) => {
      const [first, second] = [rules(surface), rules(surface)]
      const [self, nonce, ...more] = first.of('script-src')
      expect([self, more]).toEqual(["'self'", []])
      expect(nonce).toMatch(/^'nonce-[A-Za-z0-9+/]{22}=='$/)
      expect(second.of('script-src')).not.toContain(nonce)
      expect([first.hasNonce, first.of('frame-ancestors'), first.of('object-src')]).toEqual([
        true,
        ["'none'"],
        ["'none'"],
      ])
    },
  )

  it('on cached pages has no nonce and nothing from elsewhere', () => {
    const { of, hasNonce } = rules('catalog', { paymentElement: true })
    expect([hasNonce, of('script-src'), of('connect-src')]).toEqual([false, ["'self'", "'unsafe-inline'"], ["'self'"]])
  })

  it('is Stripe’s at the checkout alone, and only where cards are typed into its fields', () => {
    for (const surface of ['desk', 'private', 'catalog', 'checkout'] as const) {
      const on = rules(surface, { paymentElement: true })
      const loads = [...on.of('script-src'), ...on.of('frame-src'), ...on.of('connect-src')].join(' ')
      expect(loads.includes('stripe.com'), surface).toBe(surface === 'checkout')
    }
    expect(pagePolicy('checkout', true, PLAIN).value).not.toContain('stripe')
  })

  it('sends the desk’s forms to itself and to Stripe’s pages', () => {
    expect(rules('desk').of('form-action')).toContain('https://connect.stripe.com')
    expect(rules('desk', { stripeOrigin: 'http://127.0.0.1:4' }).of('form-action')).toEqual([
      "'self'",
      'http://127.0.0.1:4',
    ])
    expect(rules('checkout').of('form-action')).toEqual(["'self'"])
  })

  it('never evaluates text, but while developing', () => {
    expect(rules('desk', { development: true }).of('script-src')).toContain("'unsafe-eval'")
    expect(pagePolicy('desk', true, PLAIN).value).not.toContain('unsafe-eval')
  })

  it('of data and pictures is nothing', () => {
    expect(pagePolicy('data', true, PLAIN).value).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(pagePolicy('picture', true, PLAIN)).toEqual({ value: "default-src 'none'; sandbox", hasNonce: false })
  })
})
