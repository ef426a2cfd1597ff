/** Buying over HTTP, as an API client does it. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Answer, Shopper } from './platform'

export const ADDRESS = {
  name: 'Ada Okafor',
  address1: '12 Quay Street',
  city: 'Portland',
  province: 'OR',
  zip: '97201',
  country: 'US',
}

const variantSchema = z.object({ id: z.number(), title: z.string(), available: z.boolean(), price: z.number() })
const productSchema = z.object({ handle: z.string(), title: z.string(), variants: z.array(variantSchema) })
export type PublicProduct = z.infer<typeof productSchema>

/** `/products/{handle}.js` of the shopper's store. */
export async function product(shopper: Shopper, handle: string): Promise<PublicProduct> {
  return productSchema.parse((await shopper.send(`/products/${handle}.js`)).json())
}

/** Handles of the store's public catalog, in its order. */
export async function handles(shopper: Shopper): Promise<string[]> {
  const answer = await shopper.send('/products.json?limit=250')
  return z
    .object({ products: z.array(z.object({ handle: z.string() })) })
    .parse(answer.json())
    .products.map((p) => p.handle)
}

/** A new shopper with one unit of the variant in the cart. */
export async function shopperWith(host: string, variantId: number, quantity = 1): Promise<Shopper> {
  const shopper = new Shopper(host)
  const added = await shopper.send('/cart/add.js', { body: { items: [{ id: variantId, quantity }] } })
  if (added.status !== 200) throw new Error(`adding variant ${variantId} answered ${added.status}: ${added.text}`)
  return shopper
}

export interface CheckoutBody {
  email?: string
  shippingAddress?: Record<string, string>
  paymentMethod?: string
  expectedTotal?: number
  discountCode?: string
}

/** POST /api/checkout with sensible values for what is not given. */
export function checkout(shopper: Shopper, body: CheckoutBody = {}, key: string = randomUUID()): Promise<Answer> {
  return shopper.send('/api/checkout', {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: { email: 'ada@example.test', shippingAddress: ADDRESS, paymentMethod: 'pm_card_visa', ...body },
  })
}

export const orderSchema = z.object({
  order: z.object({
    id: z.number(),
    number: z.number(),
    token: z.string().regex(/^[0-9a-f]{32}$/),
    email: z.string(),
    currency: z.string(),
    lines: z.array(z.object({ variantId: z.number(), quantity: z.number() }).loose()),
    subtotal: z.int(),
    discount: z.int(),
    shipping: z.int(),
    tax: z.int(),
    total: z.int(),
    paymentStatus: z.string(),
    fulfillmentStatus: z.string(),
    createdAt: z.iso.datetime(),
  }),
})

export const errorSchema = z.object({
  error: z
    .object({ code: z.string(), message: z.string().min(1), fields: z.record(z.string(), z.string()).optional() })
    .loose(),
})
