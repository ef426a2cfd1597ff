/**
 * Each plan as a product and a monthly price in Stripe's books, made when first needed: nothing is set up by hand. The
 * product's id is the plan's name there; a price that changed in the table gets a new price under the same lookup key, and
 * subscriptions keep the one they were sold.
 */
import Stripe from 'stripe'
import { stripe } from '@/lib/payments/stripe'
import { type BillingCurrency, PLAN_ORDER, PLANS, type Plan } from '@/lib/plans/table'

const productOf = (plan: Plan) => `stoa_plan_${plan}`

/** The plan that a price's product stands for; null for what is none of ours. */
export function planOfProduct(product: string | { id: string }): Plan | null {
  const id = typeof product === 'string' ? product : product.id
  return PLAN_ORDER.find((plan) => productOf(plan) === id) ?? null
}

/** The id of the plan's current price. @throws Stripe's errors */
export async function ensurePrice(plan: Plan, currency: BillingCurrency): Promise<string> {
  const lookupKey = `${productOf(plan)}_${currency.toLowerCase()}_month`
  const amount = PLANS[plan].price[currency]
  const { data } = await stripe().prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 })
  const [known] = data
  if (known?.unit_amount === amount && planOfProduct(known.product) === plan) return known.id
  await ensureProduct(plan)
  const price = await stripe().prices.create(
    {
      product: productOf(plan),
      currency: currency.toLowerCase(),
      unit_amount: amount,
      recurring: { interval: 'month' },
      lookup_key: lookupKey,
      transfer_lookup_key: true,
    },
    { idempotencyKey: `price:${lookupKey}:${amount}:${known?.id ?? 'first'}` },
  )
  return price.id
}

async function ensureProduct(plan: Plan): Promise<void> {
  try {
    await stripe().products.create({ id: productOf(plan), name: `Stoa ${PLANS[plan].name}` })
  } catch (error) {
    const there = error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_already_exists'
    if (!there) throw error
  }
}
