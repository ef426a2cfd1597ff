/** Stripe Tax: what a basis is taxed with, asked on the store's own account, where its registrations are. Never in a transaction. */
import Stripe from 'stripe'
import { DomainError } from '@/lib/errors'
import { log } from '@/lib/log'
import { basisKey, type ComputedTaxes, type TaxBasis } from '@/lib/tax/basis'
import { stripe } from './stripe'

/** A shopper waits for it: with its one repeat at most twice as long. */
const TIMEOUT_MS = 3_000
const MAX_LINES = 250
/** Stripe's codes of what is not taxed, and of shipping. */
const NONTAXABLE = 'txcd_00000000'
const SHIPPING = 'txcd_92010001'

/** @throws invalid_request (the address) or unavailable; both say what to do */
export async function calculateTaxes(storeId: number, basis: TaxBasis): Promise<ComputedTaxes> {
  try {
    const calculation = await stripe().tax.calculations.create(paramsOf(basis), {
      stripeAccount: basis.account,
      timeout: TIMEOUT_MS,
      maxNetworkRetries: 1,
    })
    return read(basis, calculation)
  } catch (error) {
    throw refusal(storeId, error)
  }
}

/** Whether the account has told Stripe enough for taxes to be computed. @throws Stripe's error */
export async function isTaxActive(account: string): Promise<boolean> {
  const options = { stripeAccount: account, timeout: TIMEOUT_MS, maxNetworkRetries: 1 }
  return (await stripe().tax.settings.retrieve({}, options)).status === 'active'
}

function paramsOf({ currency, inclusive, place, lines, shipping }: TaxBasis): Stripe.Tax.CalculationCreateParams {
  const tax_behavior = inclusive ? 'inclusive' : 'exclusive'
  const { country, state, city, zip, line1 } = place
  return {
    currency: currency.toLowerCase(),
    line_items: lines.slice(0, MAX_LINES).map(({ reference, amount, quantity, taxable }) => ({
      reference,
      amount,
      quantity,
      tax_behavior,
      ...(taxable ? {} : { tax_code: NONTAXABLE }),
    })),
    ...(shipping > 0 ? { shipping_cost: { amount: shipping, tax_behavior, tax_code: SHIPPING } } : {}),
    customer_details: {
      address: {
        country,
        ...(state ? { state } : {}),
        ...(city ? { city } : {}),
        ...(zip ? { postal_code: zip } : {}),
        ...(line1 ? { line1 } : {}),
      },
      address_source: 'shipping',
    },
    expand: ['line_items'],
  }
}

function read(basis: TaxBasis, calculation: Stripe.Tax.Calculation): ComputedTaxes {
  const items = calculation.line_items?.data ?? []
  const byReference = Object.fromEntries(items.map(({ reference, amount_tax }) => [reference, amount_tax]))
  const complete = basis.lines.every(({ reference }) => Number.isSafeInteger(byReference[reference]))
  if (!complete) throw new Error(`the calculation ${calculation.id} does not have every line`)
  return {
    key: basisKey(basis),
    byReference,
    shipping: calculation.shipping_cost?.amount_tax ?? 0,
    calculation: calculation.id,
  }
}

function refusal(storeId: number, error: unknown): DomainError {
  if (error instanceof Stripe.errors.StripeError && error.code === 'customer_tax_location_invalid') {
    const message = 'Check the postal code and the region: the tax depends on them.'
    return new DomainError('invalid_request', message, { fields: { 'shippingAddress.zip': message } })
  }
  log.error({ err: error, storeId }, 'taxes could not be worked out')
  const message =
    'Taxes cannot be worked out right now, so nothing can be charged. Your card was not charged. Try again in a moment.'
  return new DomainError('unavailable', message, { retryAfter: 5 })
}
