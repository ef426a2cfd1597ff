/** The invented draft order of a test delivery. */
import type { Draft } from '@/lib/drafts/types'
import type { PayloadStore } from './payload-store'

const ID = 1

export function sampleDraft(store: PayloadStore, at: Date): Draft {
  const terms: Draft['terms'] = { draftOrderId: ID, discount: null, shipping: { name: 'Standard', priceMinor: 500 } }
  return {
    id: ID,
    status: 'open',
    token: '0'.repeat(32),
    email: 'jane@example.com',
    customerName: 'Jane Example',
    note: '',
    order: null,
    invoiceSentAt: null,
    createdAt: at.toISOString(),
    terms,
    ownPrices: {},
    cart: {
      lines: [SAMPLE_LINE],
      note: '',
      attributes: {},
      discountCode: null,
      currency: store.currency,
      subtotalMinor: 4_000,
      itemCount: 2,
      requiresShipping: true,
      draft: terms,
    },
  }
}

const SAMPLE_LINE: Draft['cart']['lines'][number] = {
  variantId: ID,
  productId: ID,
  handle: 'example-product',
  title: 'Example product',
  variantTitle: 'Default Title',
  optionValues: {},
  vendor: 'Example',
  productType: '',
  sku: 'EXAMPLE-1',
  quantity: 2,
  unitPriceMinor: 2_000,
  compareAtMinor: null,
  lineTotalMinor: 4_000,
  image: null,
  requiresShipping: true,
  grams: 250,
  taxable: true,
  sellable: true,
  left: 12,
}
