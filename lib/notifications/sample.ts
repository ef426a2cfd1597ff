/** An order that could be the store's: its own products where it has some, a customer who does not exist. For previews. */
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import type { OrderDetail, OrderLine } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'

interface SampleProduct {
  variantId: number
  productId: number
  title: string
  variantTitle: string
  sku: string | null
  imageKey: string | null
  unitPriceMinor: number
}

const NOTHING_YET: SampleProduct[] = [
  {
    variantId: 1,
    productId: 1,
    title: 'Your first product',
    variantTitle: '',
    sku: null,
    imageKey: null,
    unitPriceMinor: 2_400,
  },
]

export async function sampleOrder(tx: Tx, store: StoreProfile): Promise<OrderDetail> {
  const products = await listSampleProducts(tx)
  const lines = (products.length > 0 ? products : NOTHING_YET).map(lineOf)
  const subtotalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0)
  const shippingMinor = 500
  const totalMinor = subtotalMinor + shippingMinor
  const at = now().toISOString()
  return {
    id: 1,
    number: 1042,
    token: '0'.repeat(32),
    email: 'ada@example.com',
    currency: store.currency,
    createdAt: at,
    paymentStatus: 'paid',
    fulfillmentStatus: 'unfulfilled',
    subtotalMinor,
    discountMinor: 0,
    discountCode: null,
    shippingMinor,
    shippingRateName: 'Standard',
    taxMinor: 0,
    taxInclusive: store.taxInclusive,
    totalMinor,
    shippingTaxMinor: 0,
    refundedMinor: 0,
    refundedShippingMinor: 0,
    cancelledAt: null,
    cancelling: false,
    note: '',
    customerNote: 'It is a present: no invoice in the parcel, please.',
    discounts: [],
    shippingAddress: { name: 'Ada Okafor', address1: '12 Quay Street', city: 'Porto', zip: '4050-253', country: 'PT' },
    billingAddress: null,
    lines,
    payments: [
      {
        status: 'captured',
        amountMinor: totalMinor,
        cardBrand: 'visa',
        cardLast4: '4242',
        paymentIntentId: '',
        createdAt: at,
      },
    ],
    fulfillments: [],
    refunds: [],
    returns: [],
    customer: { id: 1, name: 'Ada Okafor', email: 'ada@example.com' },
  }
}

function lineOf(product: SampleProduct, index: number): OrderLine {
  const quantity = index === 0 ? 1 : 2
  return {
    ...product,
    lineNo: index + 1,
    quantity,
    fulfilledQuantity: 0,
    cancelledQuantity: 0,
    refundedQuantity: 0,
    returnedQuantity: 0,
    discountMinor: 0,
    taxMinor: 0,
    totalMinor: product.unitPriceMinor * quantity,
    requiresShipping: true,
  }
}

/** Two products that customers see, with what stands for each. */
async function listSampleProducts(tx: Tx): Promise<SampleProduct[]> {
  const rows = await tx.execute<{ product: SampleProduct }>(sql`
    select json_build_object('productId', p.id, 'title', p.title, 'variantId', v.id, 'variantTitle', v.title, 'sku', v.sku,
      'unitPriceMinor', v.price_minor, 'imageKey', (
        select m.key from product_images m where m.store_id = ${tx.storeId} and m.product_id = p.id
        order by m.position, m.id limit 1)) as product
    from (select id, title from products where store_id = ${tx.storeId} and status = 'active' order by id limit 2) p
    cross join lateral (
      select id, title, sku, price_minor from variants where store_id = ${tx.storeId} and product_id = p.id
      order by position, id limit 1) v
    order by p.id`)
  return rows.map(({ product }) => product)
}
