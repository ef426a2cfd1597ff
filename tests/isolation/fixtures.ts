/**
 * One row of every store table, in the order in which they may be inserted. `n` (1, 2, ...) tells rows of one store apart;
 * two stores use the same numbers, since ids are a store's own.
 * Invariant: a table that is missing here fails the matrix.
 */

export type Row = Record<string, unknown>

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ADDRESS = { name: 'A', address1: 'B', city: 'C', zip: '1', country: 'US' }
const LATER = '2099-01-01T00:00:00Z'
const QUOTE = { currency: 'USD', lines: [], total: 100 }

/** Rows that the support's createStore has made already (n = 1): `stores`, `store_counters`, `memberships`. */
export const MADE_WITH_THE_STORE = ['stores', 'store_counters', 'memberships']

export const FIXTURES: Record<string, (storeId: number, n: number, userId: number) => Row> = {
  stores: (storeId, _n, userId) => ({
    id: storeId,
    owner_id: userId,
    subdomain: `copy-${storeId}`,
    name: 'x',
    email: 'x@example.test',
    currency: 'USD',
  }),
  store_counters: (storeId) => ({ store_id: storeId }),
  memberships: (storeId, _n, userId) => ({ store_id: storeId, user_id: userId, role: 'owner' }),
  themes: (storeId, id) => ({ store_id: storeId, id, name: 'T', settings: {} }),
  pages: (storeId, id) => ({ store_id: storeId, id, handle: `p${id}`, title: 'P', body_html: '' }),
  custom_domains: (storeId, n) => ({ store_id: storeId, domain: `d${n}.store${storeId}.test` }),
  domain_claims: (storeId, n) => ({
    store_id: storeId,
    domain: `c${n}.example.test`,
    verification_token: 't',
    expires_at: LATER,
  }),
  products: (storeId, id) => ({ store_id: storeId, id, handle: `h${id}`, title: 'Mug', status: 'active' }),
  variants: (storeId, id) => ({ store_id: storeId, id, product_id: 1, sku: `sku${id}`, price_minor: 100 }),
  product_images: (storeId, id) => ({ store_id: storeId, id, product_id: 1, key: `k${id}`, width: 1, height: 1 }),
  collections: (storeId, id) => ({ store_id: storeId, id, handle: `c${id}`, title: 'C' }),
  collection_products: (storeId, n) => ({ store_id: storeId, collection_id: n, product_id: 1 }),
  inventory_levels: (storeId, n) => ({ store_id: storeId, variant_id: n, available: 5 }),
  inventory_movements: (storeId, id) => ({ store_id: storeId, id, variant_id: 1, delta: 5, reason: 'initial' }),
  discounts: (storeId, id) => ({ store_id: storeId, id, code: `CODE${id}`, kind: 'percentage', value: 1000 }),
  shipping_zones: (storeId, id) => ({ store_id: storeId, id, name: 'Z', countries: ['US'] }),
  shipping_rates: (storeId, id) => ({ store_id: storeId, id, zone_id: 1, name: 'R', price_minor: 5 }),
  tax_rates: (storeId, id) => ({ store_id: storeId, id, name: 'T', country: 'US', province: `P${id}`, rate_bps: 100 }),
  carts: (storeId, id) => ({ store_id: storeId, id, token_hash: `hash${id}` }),
  cart_items: (storeId, n) => ({ store_id: storeId, cart_id: n, variant_id: 1, quantity: 1 }),
  checkout_requests: (storeId, n) => ({
    store_id: storeId,
    id: uuid(n),
    idempotency_key: `key-${n}-12345`,
    request_hash: 'h',
    cart_id: n,
    email: 'x@example.test',
    shipping_address: ADDRESS,
    quote: QUOTE,
    amount_minor: 100,
    currency: 'USD',
    stripe_account_id: 'acct_1',
    payment_params: {},
    payment_intent_id: `pi_${n}`,
    expires_at: LATER,
  }),
  stock_reservations: (storeId, n) => ({ store_id: storeId, attempt_id: uuid(n), variant_id: 1, quantity: 1 }),
  customers: (storeId, id) => ({ store_id: storeId, id, email: `c${id}@example.test` }),
  orders: (storeId, id) => ({
    store_id: storeId,
    id,
    order_number: 1000 + id,
    token: `token${id}`,
    attempt_id: uuid(id),
    customer_id: 1,
    customer_email: 'c@example.test',
    currency: 'USD',
    subtotal_minor: 100,
    total_minor: 100,
    payment_status: 'paid',
    shipping_address: ADDRESS,
  }),
  order_items: (storeId, n) => ({
    store_id: storeId,
    order_id: 1,
    line_no: n,
    variant_id: 1,
    product_id: 1,
    title: 'Mug',
    quantity: 1,
    unit_price_minor: 100,
    total_minor: 100,
  }),
  payments: (storeId, id) => ({
    store_id: storeId,
    id,
    order_id: 1,
    attempt_id: uuid(1),
    stripe_account_id: 'acct_1',
    payment_intent_id: `pi_${id}`,
    amount_minor: 100,
    currency: 'USD',
    status: 'captured',
  }),
  fulfillments: (storeId, id) => ({ store_id: storeId, id, order_id: 1 }),
  fulfillment_items: (storeId, n) => ({ store_id: storeId, fulfillment_id: n, order_id: 1, line_no: 1, quantity: 1 }),
  outbox: (storeId, n) => ({ store_id: storeId, id: uuid(n), topic: 'test', payload: {} }),
  processed_events: (storeId, n) => ({ store_id: storeId, consumer: 'test', event_id: uuid(n), lease_until: LATER }),
}
