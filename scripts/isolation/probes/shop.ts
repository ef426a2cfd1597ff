/** What a store's hosts answer: pages from the cache, private pages, JSON. */

import { type RouteProbe, shop, uuidOf } from '../probe'
import { reminderToken, tokenOf } from '../two-stores'

const ADDRESS = { name: 'A', address1: '1 Quay', city: 'Portland', province: 'OR', zip: '97201', country: 'US' }

export const SHOP: Record<string, RouteProbe> = {
  '/storefront/[store]': shop(() => '/'),
  '/storefront/[store]/[...rest]': shop(() => '/nothing/here', { rightful: 404 }),
  '/storefront/[store]/cart': shop(() => '/cart', { cart: (ref) => ref('cart') }),
  '/storefront/[store]/cart/permalink/[items]': shop((ref) => `/cart/${ref('variant')}:1`, { rightful: 302 }),
  '/storefront/[store]/checkout': shop(() => '/checkout', { cart: (ref) => ref('cart') }),
  '/storefront/[store]/checkout/draft/[token]': shop((ref) => `/checkout/draft/${tokenOf(ref('draft'))}`),
  '/storefront/[store]/checkout/recover/[token]': shop((ref) => `/checkout/recover/${reminderToken(ref('reminder'))}`, {
    rightful: 302,
  }),
  '/storefront/[store]/json/checkout/contact': shop(() => '/api/checkout/contact', {
    method: 'POST',
    cart: (ref) => ref('cart'),
    body: () => ({ email: 'a@example.test' }),
    rightful: 204,
  }),
  '/storefront/[store]/json/unsubscribe/[token]': shop((ref) => `/api/unsubscribe/${reminderToken(ref('reminder'))}`, {
    method: 'POST',
    rightful: 404,
  }),
  '/storefront/[store]/password': shop(() => '/password', { rightful: 307 }),
  '/storefront/[store]/unsubscribe/[token]': shop((ref) => `/unsubscribe/${reminderToken(ref('reminder'))}`, {
    rightful: 404,
  }),
  '/storefront/[store]/checkout/return': shop((ref) => `/checkout/return?attempt=${uuidOf(ref('attempt'))}`),
  '/storefront/[store]/collections': shop(() => '/collections'),
  '/storefront/[store]/collections/[handle]': shop((ref) => `/collections/c${ref('collection')}`),
  '/storefront/[store]/collections/[handle]/[listing]': shop(
    (ref) => `/collections/c${ref('collection')}?sort_by=title-ascending`,
  ),
  '/storefront/[store]/json/cart': shop(() => '/cart.js', { cart: (ref) => ref('cart') }),
  '/storefront/[store]/json/cart/add': shop(() => '/cart/add.js', {
    method: 'POST',
    cart: (ref) => ref('cart'),
    body: (ref) => ({ items: [{ id: ref('variant'), quantity: 1 }] }),
  }),
  '/storefront/[store]/json/cart/change': shop(() => '/cart/change.js', {
    method: 'POST',
    cart: (ref) => ref('cart'),
    body: (ref) => ({ id: ref('variant'), quantity: 1 }),
  }),
  '/storefront/[store]/json/cart/clear': shop(() => '/cart/clear.js', { method: 'POST', cart: (ref) => ref('cart') }),
  '/storefront/[store]/json/cart/update': shop(() => '/cart/update.js', {
    method: 'POST',
    cart: (ref) => ref('cart'),
    body: (ref) => ({ updates: { [ref('variant')]: 1 } }),
  }),
  '/storefront/[store]/json/checkout': shop(() => '/api/checkout', {
    method: 'POST',
    cart: (ref) => ref('cart'),
    body: () => ({ email: 'a@example.test', shippingAddress: ADDRESS, paymentMethod: 'pm_card_visa' }),
    // Without an Idempotency-Key nothing is charged, and the cart is not looked at either: the action's probe pays.
    rightful: 422,
  }),
  '/storefront/[store]/json/collections/[handle]/products': shop(
    (ref) => `/collections/c${ref('collection')}/products.json`,
  ),
  '/storefront/[store]/json/products': shop(() => '/products.json'),
  '/storefront/[store]/json/products/[handle]': shop((ref) => `/products/h${ref('product')}.js`),
  '/storefront/[store]/json/search/suggest': shop(() => '/search/suggest.json?q=mug'),
  '/storefront/[store]/media/[key]/[file]': shop((ref) => `/media/k${ref('picture')}/800.webp`, { rightful: 404 }),
  '/storefront/[store]/orders/[token]': shop((ref) => `/orders/${tokenOf(ref('order'))}`),
  '/storefront/[store]/pages/[handle]': shop((ref) => `/pages/p${ref('page')}`),
  '/storefront/[store]/policies/[name]': shop(() => '/policies/refund-policy', { rightful: 404 }),
  '/storefront/[store]/products/[handle]': shop((ref) => `/products/h${ref('product')}`),
  '/storefront/[store]/robots.txt': shop(() => '/robots.txt'),
  '/storefront/[store]/search': shop(() => '/search?q=mug'),
  '/storefront/[store]/sitemap.xml': shop(() => '/sitemap.xml'),
  '/storefront/[store]/sitemap/[file]': shop(() => '/sitemap/products-1.xml'),
}
