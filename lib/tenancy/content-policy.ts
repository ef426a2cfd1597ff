/**
 * What a page may load and who may frame it: the Content-Security-Policy of every answer that has a document in it. Pages
 * that are made for one request carry a nonce, which Next reads from the request's own header and writes on its scripts.
 * Cached pages are one text for everybody: their inline scripts (Next's, with each page's own data in them) can have neither
 * a nonce nor a known hash, so for them only what comes from elsewhere is ruled out.
 *
 * Deliberately absent: `strict-dynamic`, which would let any script of ours bring in scripts of other hosts.
 */
import type { TenancyConfig } from './config'

/**
 * `desk`: the platform's pages. `checkout`: where a card is typed. `private`: cart, orders, account. `catalog`: cached.
 * `data` and `picture`: no document.
 */
export type Surface = 'desk' | 'checkout' | 'private' | 'catalog' | 'data' | 'picture'

export const POLICY_HEADER = 'content-security-policy'

const NONCE_BYTES = 16
/** Cached for everybody, or dynamic but without anything of one shopper. Everything else of a store is private. */
const CATALOG = new Set(['', 'collections', 'pages', 'policies', 'products', 'search'])
const DATA = new Set(['json', 'robots.txt', 'sitemap', 'sitemap.xml'])
/** A document of ours that is none (an error as JSON) runs and shows nothing, wherever it is opened. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'"
/** The same for a picture that a merchant uploaded, as its route says it too. */
const PICTURE = "default-src 'none'; sandbox"

/** The surface of a path below a store's tree, e.g. `/checkout/return`. */
export function storeSurface(storePath: string): Surface {
  const name = storePath.split('/')[1] ?? ''
  if (name === 'checkout' || name === 'media') return name === 'media' ? 'picture' : 'checkout'
  if (DATA.has(name)) return 'data'
  return CATALOG.has(name) ? 'catalog' : 'private'
}

export interface PagePolicy {
  value: string
  /** Whether the request has to carry it, so that Next finds the nonce. */
  hasNonce: boolean
}

/** The policy of a page for one request. `https`: it was asked for over it. */
export function pagePolicy(surface: Surface, https: boolean, config: Config): PagePolicy {
  if (surface === 'picture') return { value: PICTURE, hasNonce: false }
  if (surface === 'data') return { value: NOTHING, hasNonce: false }
  const nonce = surface === 'catalog' ? null : newNonce()
  return { value: contentPolicy(surface, nonce, https, config), hasNonce: nonce !== null }
}

function newNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(NONCE_BYTES))))
}

type Config = Pick<TenancyConfig, 'development' | 'paymentElement' | 'stripeOrigin'>

function contentPolicy(surface: Surface, nonce: string | null, https: boolean, config: Config): string {
  const stripe = surface === 'checkout' && config.paymentElement
  const rules: Record<string, (string | false)[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      nonce === null ? "'unsafe-inline'" : `'nonce-${nonce}'`,
      stripe && 'https://js.stripe.com',
      stripe && 'https://*.js.stripe.com',
      config.development && "'unsafe-eval'",
    ],
    // Styles are written on elements by React, by mails in their preview and by the theme's colours: they load nothing.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': [
      "'self'",
      'data:',
      'blob:',
      // The desk shows stores' pictures, in previews of mails, at whatever host the store has.
      surface === 'desk' && (https ? 'https:' : 'http:'),
      stripe && 'https://*.stripe.com',
    ],
    'font-src': ["'self'"],
    'connect-src': ["'self'", stripe && 'https://api.stripe.com', config.development && 'ws:'],
    'frame-src': stripe ? ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'] : ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    // A form's answer may redirect: on the desk to Stripe's own pages, where an account or a plan is set up.
    'form-action': ["'self'", ...(surface === 'desk' ? stripePages(config) : [])],
    'frame-ancestors': [surface === 'catalog' ? "'self'" : "'none'"],
  }
  return Object.entries(rules)
    .map(([name, values]) => [name, ...values.filter(Boolean)].join(' '))
    .join('; ')
}

function stripePages({ stripeOrigin }: Config): string[] {
  if (stripeOrigin) return [stripeOrigin]
  return ['https://connect.stripe.com', 'https://checkout.stripe.com', 'https://billing.stripe.com']
}
