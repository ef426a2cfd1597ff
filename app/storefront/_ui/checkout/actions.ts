'use server'
/**
 * What the checkout's form asks of the server. The cart is the cookie's, the store the host's; prices are worked out here
 * and never taken from the form.
 */
import { headers } from 'next/headers'
import { z } from 'zod'
import { readCartToken } from '@/app/_actions/cart-cookie'
import { limitCheckouts } from '@/app/_actions/limit-checkouts'
import { shopperAction } from '@/app/_actions/shopper-action'
import { readStore, type Tx, withStore } from '@/db/store'
import { kickRelay } from '@/inngest/kick'
import { setCartDetails } from '@/lib/cart/commands'
import { getCart } from '@/lib/cart/queries'
import { type CartView, MAX_DISCOUNT_CODE_CHARACTERS } from '@/lib/cart/types'
import { placeOrder } from '@/lib/checkout/place-order'
import { resolveAttempt } from '@/lib/checkout/resolve-attempt'
import { withTaxes } from '@/lib/checkout/taxes'
import { checkoutSchema, IDEMPOTENCY_KEY } from '@/lib/checkout/types'
import { findDraftByToken } from '@/lib/drafts/queries'
import { isOpen } from '@/lib/drafts/status'
import { DomainError } from '@/lib/errors'
import { quoteLines } from '@/lib/pricing/quote'

/** Of a draft order's link; null: the shopper's own cart. */
const draftToken = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .nullable()

const choiceSchema = z.object({
  country: z.string().max(2),
  province: z.string().max(60),
  /** As far as it is known; decides where Stripe Tax computes the taxes. */
  zip: z.string().trim().max(20, 'Use at most 20 characters.').optional(),
  /** 0: a draft order's own. */
  shippingRate: z.int().min(0).nullable(),
  discountCode: z.string().trim().max(MAX_DISCOUNT_CODE_CHARACTERS, 'This code is too long.'),
  draft: draftToken,
})

/** The cart that is paid: a draft order's where its token is given, else the cookie's. */
async function cartToPay(tx: Tx, cookie: string | null, draftToken: string | null): Promise<CartView> {
  if (draftToken === null) return getCart(tx, cookie)
  const draft = await findDraftByToken(tx, draftToken)
  if (draft && isOpen(draft.status)) return draft.cart
  throw new DomainError('conflict', 'This invoice was paid already or is no longer valid.')
}

/** The price of the cart for a destination, a way of shipping and a code. */
export const quoteCheckout = shopperAction(choiceSchema, async ({ storeId }, choice) => {
  const token = await readCartToken()
  const { country, province, zip } = choice
  return withTaxes(storeId, { scope: choice.draft ?? token }, (taxes) =>
    readStore(storeId, async (tx) => {
      const cart = await cartToPay(tx, token, choice.draft)
      const { quote, shippingOptions } = await quoteLines(tx, {
        ...cart,
        destination: country ? { country, province: province || undefined, zip: zip || undefined } : null,
        shippingRate: choice.shippingRate || null,
        discountCode: choice.discountCode || null,
        taxes,
      })
      return { quote, shippingOptions }
    }),
  )
})

/** Keeps a code that applied with the cart, so that it is still there after a look around. */
export const rememberDiscount = shopperAction(
  z.object({ discountCode: z.string().trim().max(MAX_DISCOUNT_CODE_CHARACTERS) }),
  async ({ storeId }, { discountCode }) => {
    const token = await readCartToken()
    if (token) await withStore(storeId, (tx) => setCartDetails(tx, token, { discountCode: discountCode || null }))
  },
)

const submitSchema = checkoutSchema.extend({
  idempotencyKey: z.string().regex(IDEMPOTENCY_KEY, 'Reload the page and try again.'),
  draft: draftToken,
})

/** Pays. The answer to the same key and body is the same order. */
export const submitCheckout = shopperAction(submitSchema, async ({ storeId, origin }, { draft, ...input }) => {
  await limitCheckouts(storeId, await headers())
  const { order } = await placeOrder(storeId, {
    ...input,
    cartToken: draft ?? (await readCartToken()),
    returnUrl: `${origin}/checkout/return`,
  })
  kickRelay()
  return { orderToken: order.token }
})

/** What has become of a payment that the bank was asked about. */
export const pollAttempt = shopperAction(z.object({ attemptId: z.uuid() }), async ({ storeId }, { attemptId }) => {
  const outcome = await resolveAttempt(storeId, attemptId)
  switch (outcome.state) {
    case 'completed':
      kickRelay()
      return { state: 'completed' as const, orderToken: outcome.order.token }
    case 'pending':
      return { state: 'pending' as const }
    case 'action_required':
      return { state: 'action_required' as const, nextActionUrl: outcome.nextActionUrl }
    case 'failed':
      throw new DomainError(outcome.code, outcome.message)
    case 'refunded':
      return { state: 'refunded' as const, message: outcome.message }
  }
})
