/** Every server action: how it is called with ids, who may call it, and what a rightful call comes to. */
import { randomUUID } from 'node:crypto'
import { type ActionProbe, merchant, ofNoStore, shopper, uuidOf } from '../probe'

const ADDRESS = { name: 'A', address1: '1 Quay', city: 'Portland', province: 'OR', zip: '97201', country: 'US' }
const DISCOUNT = {
  method: 'code',
  code: 'SPRING20',
  title: '',
  kind: 'percentage',
  value: '10',
  appliesTo: { scope: 'all', ids: [] },
  buys: { scope: 'all', ids: [] },
  buyQuantity: '',
  getQuantity: '',
  minimumSubtotal: '',
  minimumQuantity: '',
  usageLimit: '',
  perCustomerLimit: '',
  startsOn: '',
  endsOn: '',
}
const RATE = { name: 'Post', price: '5', freeOver: '', condition: 'none', from: '', to: '', minDays: '1', maxDays: '2' }
const VARIANT = {
  values: [],
  price: '1.00',
  compareAt: '',
  sku: '',
  grams: 0,
  requiresShipping: true,
  taxable: true,
  stock: { tracked: true, policy: 'deny', shown: 5, wanted: 5 },
}
const PRODUCT = {
  id: null,
  version: null,
  title: 'Mug',
  handle: '',
  descriptionHtml: '',
  seoDescription: '',
  vendor: '',
  productType: '',
  tags: [],
  status: 'active',
  options: [],
  variants: [{ ...VARIANT, id: null }],
  images: [],
  collectionIds: [],
}

const PLATFORM: Record<string, ActionProbe | ActionProbe[]> = {
  'app/(platform)/login/actions.ts#logIn': ofNoStore('asks who somebody is'),
  'app/(platform)/signup/actions.ts#createAccount': ofNoStore('makes an account'),
  'app/(platform)/stores/actions.ts#checkSlug': ofNoStore(
    'says whether a public address is taken, as opening it would',
  ),
  'app/(platform)/stores/actions.ts#openStore': ofNoStore('makes a store of the caller’s own'),
  'app/_auth/sign-out.ts#logOut': ofNoStore('ends the caller’s own session'),
}

const DESK: Record<string, ActionProbe | ActionProbe[]> = {
  'app/admin/[store]/discounts/actions.ts#save': merchant('discounts.write', '/discounts/new', (ref) => ({
    ...DISCOUNT,
    id: ref('discount'),
    appliesTo: { scope: 'collections', ids: [ref('collection')] },
  })),
  'app/admin/[store]/discounts/actions.ts#setActive': merchant('discounts.write', '/discounts/1', (ref) => ({
    id: ref('discount'),
    active: true,
  })),
  'app/admin/[store]/discounts/actions.ts#remove': merchant(
    'discounts.write',
    '/discounts/1',
    (ref) => ({ id: ref('discount') }),
    { spends: true },
  ),
  'app/admin/[store]/orders/[id]/actions.ts#fulfil': merchant('orders.write', '/orders/1', (ref) => ({
    orderId: ref('order'),
    items: [{ lineNo: 2, quantity: 1 }],
    company: '',
    number: '',
    url: '',
  })),
  'app/admin/[store]/orders/[id]/actions.ts#refund': merchant('orders.refund', '/orders/1', (ref) => ({
    orderId: ref('order'),
    lines: [],
    shippingMinor: 0,
    amountMinor: 1,
    reason: '',
  })),
  'app/admin/[store]/orders/[id]/actions.ts#cancel': merchant(
    'orders.refund',
    '/orders/1',
    (ref) => ({ orderId: ref('order'), reason: 'customer', note: '', restock: false }),
    { rightful: 'conflict' },
  ),
  'app/admin/[store]/products/actions.ts#saveProduct': [
    merchant('products.write', '/products/1', (ref) => ({
      ...PRODUCT,
      id: ref('product'),
      version: 1,
      handle: 'h1',
      variants: [{ ...VARIANT, id: ref('variant') }],
    })),
    merchant('products.write', '/products/new', (ref) => ({ ...PRODUCT, collectionIds: [ref('collection')] })),
  ],
  'app/admin/[store]/products/actions.ts#removeProduct': merchant(
    'products.write',
    '/products/1',
    (ref) => ({ id: ref('product') }),
    { spends: true },
  ),
  'app/admin/[store]/settings/domains/actions.ts#addDomain': merchant('settings.write', '/settings/domains', () => ({
    domain: 'island.example.test',
  })),
  'app/admin/[store]/settings/domains/actions.ts#checkDomain': merchant(
    'settings.write',
    '/settings/domains',
    (ref) => ({ domain: `c${ref('claim')}.example.test` }),
  ),
  'app/admin/[store]/settings/domains/actions.ts#dropDomain': merchant(
    'settings.write',
    '/settings/domains',
    (ref) => ({ domain: `c${ref('claim')}.example.test` }),
    { spends: true },
  ),
  // A domain's name holds its store's id here; another store's is asked for in tests/domains.
  'app/admin/[store]/settings/domains/actions.ts#makePrimary': merchant('settings.write', '/settings/domains', () => ({
    domain: null,
  })),
  'app/admin/[store]/settings/domains/actions.ts#redirectToPrimary': merchant(
    'settings.write',
    '/settings/domains',
    () => ({ on: false }),
  ),
  'app/admin/[store]/settings/general/actions.ts#saveGeneral': merchant('settings.write', '/settings/general', () => ({
    name: 'Island',
    email: 'island@example.test',
  })),
  'app/admin/[store]/settings/payments/actions.ts#activatePayments': merchant(
    'settings.write',
    '/settings/payments',
    () => ({}),
  ),
  'app/admin/[store]/settings/payments/actions.ts#checkPayments': merchant(
    'settings.write',
    '/settings/payments',
    () => ({}),
  ),
  'app/admin/[store]/settings/payments/actions.ts#openStripe': merchant(
    'settings.write',
    '/settings/payments',
    () => ({}),
  ),
  'app/admin/[store]/settings/shipping/actions.ts#saveShipping': merchant(
    'settings.write',
    '/settings/shipping',
    (ref) => ({
      zones: [{ id: ref('zone'), name: 'Z', places: 'US', rates: [{ ...RATE, id: ref('rate') }] }],
    }),
  ),
  'app/admin/[store]/settings/taxes/actions.ts#saveTaxes': merchant('settings.write', '/settings/taxes', () => ({
    taxProvider: 'rates',
    taxInclusive: false,
    taxShipping: false,
    rates: [],
  })),
}

const CHECKOUT: Record<string, ActionProbe | ActionProbe[]> = {
  'app/storefront/_ui/checkout/actions.ts#quoteCheckout': shopper(
    '/checkout',
    (ref) => [{ country: 'US', province: 'OR', shippingRate: ref('rate'), discountCode: '' }],
    { cart: (ref) => ref('cart') },
  ),
  'app/storefront/_ui/checkout/actions.ts#rememberDiscount': shopper(
    '/checkout',
    () => [{ discountCode: 'SPRING20' }],
    {
      cart: (ref) => ref('cart'),
    },
  ),
  'app/storefront/_ui/checkout/actions.ts#submitCheckout': shopper(
    '/checkout',
    (ref) => [
      {
        idempotencyKey: randomUUID(),
        email: 'a@example.test',
        shippingAddress: ADDRESS,
        shippingRate: ref('rate'),
        paymentMethod: 'pm_card_visa',
      },
    ],
    { cart: (ref) => ref('cart') },
  ),
  'app/storefront/_ui/checkout/actions.ts#pollAttempt': shopper('/checkout/return', (ref) => [
    { attemptId: uuidOf(ref('attempt')) },
  ]),
  'app/storefront/_ui/cart/actions.ts#updateLine': shopper(
    '/cart',
    (ref) => [
      null,
      new Map([
        ['variantId', String(ref('variant'))],
        ['quantity', '1'],
      ]),
    ],
    { cart: (ref) => ref('cart') },
  ),
  'app/storefront/_ui/cart/actions.ts#addWithoutScript': shopper(
    '/products/h1',
    (ref) => [new Map([['variantId', String(ref('variant'))]])],
    { cart: (ref) => ref('cart') },
  ),
}

export const ACTIONS: Record<string, ActionProbe | ActionProbe[]> = { ...PLATFORM, ...DESK, ...CHECKOUT }
