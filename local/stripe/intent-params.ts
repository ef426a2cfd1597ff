/** The parameters of PaymentIntents: Stripe's names, limits and checks. */
import type { Call } from './call'
import { invalid } from './errors'
import type { Params } from './params'
import { PLATFORM } from './state'

/** Stripe's cap for a card payment, in minor units. */
const MAX_AMOUNT = 99_999_999
/** Stripe's smallest payments, in minor units; what is not listed may be 1. */
const MIN_AMOUNTS: Record<string, number> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  aud: 50,
  cad: 50,
  chf: 50,
  dkk: 250,
  nok: 300,
  sek: 300,
  jpy: 50,
  nzd: 50,
  pln: 200,
}

const SHARED = [
  'allowed_payment_method_types',
  'amount',
  'application_fee_amount',
  'automatic_payment_methods',
  'capture_method',
  'currency',
  'customer',
  'description',
  'excluded_payment_method_types',
  'hooks',
  'metadata',
  'payment_details',
  'payment_method',
  'payment_method_configuration',
  'payment_method_data',
  'payment_method_options',
  'payment_method_types',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_data',
  'transfer_group',
  'amount_details',
  'customer_account',
]
const CONFIRMING = [
  'confirmation_token',
  'error_on_requires_action',
  'mandate',
  'mandate_data',
  'off_session',
  'radar_options',
  'return_url',
  'use_stripe_sdk',
]
export const CREATE_FIELDS = [...SHARED, ...CONFIRMING, 'confirm', 'confirmation_method', 'on_behalf_of']
export const UPDATE_FIELDS = SHARED
export const CONFIRM_FIELDS = [
  'allowed_payment_method_types',
  ...CONFIRMING,
  'amount_details',
  'capture_method',
  'payment_details',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'payment_method_types',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'client_secret',
  'excluded_payment_method_types',
  'hooks',
]

/** The amount within Stripe's limits for the currency of the same request; null when absent. */
export function readAmount(params: Params): number | null {
  const amount = params.amount('amount')
  if (amount === null) return null
  if (amount > MAX_AMOUNT) {
    throw invalid('Amount must be no more than $999,999.99', 'amount', 'amount_too_large')
  }
  const currency = params.string('currency')?.toLowerCase()
  const least = currency === undefined ? 1 : (MIN_AMOUNTS[currency] ?? 1)
  if (amount < least) {
    const message = `Amount must be at least ${least} in the smallest unit of ${currency}`
    throw invalid(message, 'amount', 'amount_too_small')
  }
  return amount
}

export function readCurrency(params: Params): string {
  const currency = params.required('currency').toLowerCase()
  if (!/^[a-z]{3}$/.test(currency)) throw invalid(`Invalid currency: ${currency}`, 'currency')
  return currency
}

/** The platform's fee: for charges on a connected account or for destination charges, at most the amount. */
export function readFee({ account, params }: Call, amount: number): number | null {
  const fee = params.integer('application_fee_amount')
  if (fee === null) return null
  if (account === PLATFORM && params.group('transfer_data').string('destination') === null) {
    const message =
      'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).'
    throw invalid(message, 'application_fee_amount')
  }
  if (fee < 0 || fee > amount) {
    throw invalid('The application fee must be between 0 and the amount.', 'application_fee_amount')
  }
  return fee
}

/** Fields that the stand-in hands back as they came. */
export function echoedFields(params: Params): Record<string, unknown> {
  // The name until 2026, and the one of today's API.
  const types = [...params.list('payment_method_types'), ...params.list('allowed_payment_method_types')]
  const automatic = params.group('automatic_payment_methods')
  const enabled = params.has('automatic_payment_methods') ? automatic.boolean('enabled') === true : types.length === 0
  return {
    automatic_payment_methods: enabled
      ? { allow_redirects: automatic.string('allow_redirects') ?? 'always', enabled: true }
      : null,
    description: params.string('description'),
    on_behalf_of: params.string('on_behalf_of'),
    allowed_payment_method_types: types.length > 0 ? types : null,
    payment_method_options: params.raw('payment_method_options') ?? {},
    payment_method_types: types.length > 0 ? types : ['card'],
    receipt_email: params.string('receipt_email'),
    setup_future_usage: params.string('setup_future_usage'),
    shipping: params.raw('shipping'),
    statement_descriptor: params.string('statement_descriptor'),
    statement_descriptor_suffix: params.string('statement_descriptor_suffix'),
    transfer_data: params.raw('transfer_data'),
    transfer_group: params.string('transfer_group'),
  }
}
