/** The PaymentIntent an attempt asks for: a direct charge on the store's account, authorised first and captured later. */
import type { Address, Quote } from '@/db/schema/checkout'
import { canonicalObject, type PlainObject } from '@/lib/canonical-json'
import { invariant } from '@/lib/invariant'
import { PLANS, type Plan } from '@/lib/plans/table'

/** floor((subtotal - discount) x the plan's rate), minor units. Shipping and tax are not the platform's to share. */
export function applicationFee(quote: Pick<Quote, 'subtotal' | 'discount' | 'total'>, plan: Plan): number {
  const base = quote.subtotal - quote.discount
  invariant(Number.isSafeInteger(base) && base >= 0, `fee of ${base}`)
  return Math.min(Number((BigInt(base) * BigInt(PLANS[plan].feeBps)) / 10_000n), quote.total)
}

export interface PaymentRequest {
  storeId: number
  attemptId: string
  quote: Quote
  plan: Plan
  /** `pm_...` or `ctoken_...` */
  paymentMethod: string
  returnUrl: string
  shippingAddress: Address
}

/** Parameters in one canonical order, so that a repeat under the same idempotency key is the same request to the byte. */
export function paymentParams(request: PaymentRequest): PlainObject {
  const { quote, paymentMethod, shippingAddress: to } = request
  const fee = applicationFee(quote, request.plan)
  return canonicalObject({
    amount: quote.total,
    currency: quote.currency.toLowerCase(),
    capture_method: 'manual',
    confirm: true,
    // Cards and the wallets that are cards: the methods whose authorisation can wait for the order to be written.
    payment_method_types: ['card'],
    ...(paymentMethod.startsWith('ctoken_')
      ? { confirmation_token: paymentMethod }
      : { payment_method: paymentMethod }),
    return_url: request.returnUrl,
    ...(fee > 0 ? { application_fee_amount: fee } : {}),
    // For whoever reads the account's dashboard; nothing in Stoa trusts it.
    metadata: { store_id: String(request.storeId), attempt_id: request.attemptId },
    shipping: {
      name: to.name,
      ...(to.phone ? { phone: to.phone } : {}),
      address: {
        line1: to.address1,
        ...(to.address2 ? { line2: to.address2 } : {}),
        city: to.city,
        ...(to.province ? { state: to.province } : {}),
        ...(to.zip ? { postal_code: to.zip } : {}),
        country: to.country,
      },
    },
    expand: ['latest_charge'],
  })
}
