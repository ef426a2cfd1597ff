/** What was really sold, as Stripe Tax reports it: a transaction from a calculation, and reversals of it. */
import type { Call, Handler } from './call'
import { invalid, missing } from './errors'
import { newId, nowSeconds } from './ids'
import type { Metadata, StripeObject } from './objects'
import { getCalculation } from './tax'

export interface TaxTransaction extends StripeObject {
  object: 'tax.transaction'
  currency: string
  metadata: Metadata
  reference: string
  reversal: { original_transaction: string } | null
  type: 'transaction' | 'reversal'
  /** Stand-in only: everything with its tax, and how much of it was reversed. */
  _total: number
  _reversed: number
}

export const createFromCalculation: Handler = (call) => {
  const { state, account, params } = call
  params.only('calculation', 'reference', 'metadata', 'posted_at')
  const calculation = getCalculation(call, params.required('calculation'))
  if (calculation.expires_at <= nowSeconds()) {
    throw invalid('The calculation has expired.', 'calculation', 'tax_calculation_expired')
  }
  const reference = freeReference(call)
  return state.put<TaxTransaction>(account, {
    ...head(call, reference, calculation.currency),
    customer_details: calculation.customer_details,
    reversal: null,
    shipping_cost: calculation.shipping_cost,
    type: 'transaction',
    _total: calculation.amount_total,
    _reversed: 0,
  })
}

export const createReversal: Handler = (call) => {
  const { state, account, params } = call
  params.only('mode', 'original_transaction', 'reference', 'flat_amount', 'line_items', 'shipping_cost', 'metadata')
  const mode = params.oneOf('mode', ['full', 'partial'] as const)
  if (mode === null) throw missing('mode')
  const original = state.get<TaxTransaction>(
    account,
    params.required('original_transaction'),
    'tax.transaction',
    'original_transaction',
  )
  const flat = params.integer('flat_amount')
  if (mode === 'partial' && flat === null) throw missing('flat_amount')
  if (flat !== null && flat >= 0) throw invalid('The flat_amount must be negative.', 'flat_amount')
  const left = original._total - original._reversed
  const amount = mode === 'full' ? left : -(flat ?? 0)
  if (amount > left) {
    throw invalid('The reversal is greater than what is left of the transaction.', 'flat_amount', 'amount_too_large')
  }
  const reference = freeReference(call)
  state.put<TaxTransaction>(account, { ...original, _reversed: original._reversed + amount })
  return state.put<TaxTransaction>(account, {
    ...head(call, reference, original.currency),
    customer_details: original.customer_details,
    reversal: { original_transaction: original.id },
    shipping_cost: null,
    type: 'reversal',
    _total: -amount,
    _reversed: 0,
  })
}

export const retrieveTransaction: Handler = ({ state, account, ids: [id = ''] }) =>
  state.get<TaxTransaction>(account, id, 'tax.transaction', 'transaction')

/** A reference names one transaction of the account for ever. */
function freeReference({ state, account, params }: Call): string {
  const reference = params.required('reference')
  for (const known of state.all<TaxTransaction>(account, 'tax.transaction')) {
    if (known.reference !== reference) continue
    throw invalid(
      `A tax transaction with reference \`${reference}\` already exists: ${known.id}.`,
      'reference',
      'resource_already_exists',
    )
  }
  return reference
}

function head({ params }: Call, reference: string, currency: string) {
  return {
    id: newId('tax'),
    object: 'tax.transaction' as const,
    created: nowSeconds(),
    currency,
    customer: null,
    livemode: false,
    metadata: params.metadata(),
    posted_at: nowSeconds(),
    reference,
    ship_from_details: null,
    tax_date: nowSeconds(),
  }
}
