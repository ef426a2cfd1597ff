/** Every server action: how it is called with ids, who may call it, and what a rightful call comes to. */
import { randomUUID } from 'node:crypto'
import { type ActionProbe, merchant, ofNoStore, shopper, uuidOf } from '../probe'
import { reminderToken, tokenOf } from '../two-stores'
import { OPERATOR_ACTIONS } from './operator'
import { ORDER_ACTIONS } from './orders'
import { SETTINGS_ACTIONS } from './settings'

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
  'app/(platform)/stores/account/actions.ts#setPassword': ofNoStore('changes the caller’s own password'),
  'app/(platform)/stores/account/actions.ts#logOutElsewhere': ofNoStore('ends the caller’s own sessions'),
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
  'app/admin/[store]/settings/payments/actions.ts#openStripe': merchant(
    'settings.write',
    '/settings/payments',
    () => ({}),
  ),
}

const CHECKOUT: Record<string, ActionProbe | ActionProbe[]> = {
  'app/storefront/_ui/checkout/actions.ts#quoteCheckout': [
    shopper(
      '/checkout',
      (ref) => [{ country: 'US', province: 'OR', shippingRate: ref('rate'), discountCode: '', draft: null }],
      { cart: (ref) => ref('cart') },
    ),
    shopper('/checkout', (ref) => [
      { country: 'US', province: 'OR', shippingRate: null, discountCode: '', draft: tokenOf(ref('draft')) },
    ]),
  ],
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
        draft: null,
      },
    ],
    { cart: (ref) => ref('cart') },
  ),
  // Every attempt of the two stores has ended, so that no job has anything to do with it.
  'app/storefront/_ui/checkout/actions.ts#pollAttempt': shopper(
    '/checkout/return',
    (ref) => [{ attemptId: uuidOf(ref('attempt')) }],
    { rightful: 'payment_declined' },
  ),
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

const LETTERS: Record<string, ActionProbe | ActionProbe[]> = {
  'app/storefront/[store]/(checkout)/password/actions.ts#enterShop': shopper('/password', () => [
    null,
    new Map([['password', 'anything']]),
  ]),
  'app/storefront/_ui/unsubscribe/actions.ts#stopReminders': shopper(
    '/unsubscribe/x',
    (ref) => [{ token: reminderToken(ref('reminder')) }],
    { rightful: 'not_found' },
  ),
}

export const ACTIONS: Record<string, ActionProbe | ActionProbe[]> = {
  ...PLATFORM,
  ...OPERATOR_ACTIONS,
  ...DESK,
  ...ORDER_ACTIONS,
  ...SETTINGS_ACTIONS,
  ...CHECKOUT,
  ...LETTERS,
}
