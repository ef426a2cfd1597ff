/** Stripe Tax: calculations, the account's tax settings. Checks and errors are Stripe's, the rates simple (tax-rates.ts). */
import { ensureAccount } from './accounts'
import type { Call, Handler } from './call'
import { invalid, missing } from './errors'
import { newId, nowSeconds } from './ids'
import type { StripeObject } from './objects'
import type { Params } from './params'
import { PLATFORM } from './state'
import { type LocalRate, rateOf } from './tax-rates'

const CALCULATION_LIFE_S = 90 * 86_400
const MAX_LINES = 1_000
const DEFAULT_CODE = 'txcd_99999999'
const NONTAXABLE = 'txcd_00000000'
const BEHAVIOURS = ['exclusive', 'inclusive'] as const
/** Countries whose places cannot be told without a postal code. */
const NEEDS_POSTAL_CODE = ['US', 'CA']

export interface TaxLine extends StripeObject {
  object: 'tax.calculation_line_item'
  amount: number
  amount_tax: number
  quantity: number
  reference: string
  tax_behavior: (typeof BEHAVIOURS)[number]
  tax_code: string
}

export interface Calculation extends StripeObject {
  object: 'tax.calculation'
  amount_total: number
  currency: string
  expires_at: number
  shipping_cost: { amount: number; amount_tax: number; tax_behavior: string; tax_code: string } | null
  tax_amount_exclusive: number
  tax_amount_inclusive: number
  customer_details: Record<string, unknown>
  _lines: TaxLine[]
}

export const createCalculation: Handler = (call) => {
  const { state, account, params } = call
  params.only(
    'currency',
    'customer',
    'customer_details',
    'line_items',
    'ship_from_details',
    'shipping_cost',
    'tax_date',
  )
  requireActive(call)
  const currency = params.required('currency').toLowerCase()
  const place = placeOf(params)
  const id = newId('taxcalc')
  const lines = linesOf(params, id, place.rate)
  const shipping = shippingOf(params, place.rate)
  const taxed = [...lines, ...(shipping ? [shipping] : [])]
  const taxOf = (behaviour: string) =>
    taxed.reduce((sum, each) => sum + (each.tax_behavior === behaviour ? each.amount_tax : 0), 0)
  const exclusive = taxOf('exclusive')
  const calculation = state.put<Calculation>(account, {
    id,
    object: 'tax.calculation',
    amount_total: taxed.reduce((sum, { amount }) => sum + amount, 0) + exclusive,
    created: nowSeconds(),
    currency,
    customer: params.string('customer'),
    customer_details: place.details,
    expires_at: nowSeconds() + CALCULATION_LIFE_S,
    livemode: false,
    ship_from_details: null,
    shipping_cost: shipping,
    tax_amount_exclusive: exclusive,
    tax_amount_inclusive: taxOf('inclusive'),
    tax_breakdown: [breakdownOf(taxed, place)],
    tax_date: params.integer('tax_date') ?? nowSeconds(),
    _lines: lines,
  })
  return withLines(call, calculation)
}

export const retrieveCalculation: Handler = (call) => withLines(call, getCalculation(call, call.ids[0] ?? ''))

export const listCalculationLines: Handler = (call) => {
  const { _lines } = getCalculation(call, call.ids[0] ?? '')
  const limit = call.params.integer('limit') ?? 10
  const after = call.params.string('starting_after')
  const start = after === null ? 0 : _lines.findIndex(({ id }) => id === after) + 1
  const data = _lines.slice(start, start + limit)
  const url = `/v1/tax/calculations/${call.ids[0]}/line_items`
  return { object: 'list', url, has_more: start + limit < _lines.length, data }
}

/** Throws Stripe's error for one that is not this account's. */
export function getCalculation({ state, account }: Call, id: string): Calculation {
  return state.get<Calculation>(account, id, 'tax.calculation', 'calculation')
}

/** An account computes taxes once it has said who it is; before, Stripe refuses. */
export const retrieveTaxSettings: Handler = ({ state, account }) => {
  const own = ensureAccount(state, account === PLATFORM ? 'acct_platform' : account)
  const active = own.details_submitted
  return {
    object: 'tax.settings',
    defaults: { tax_behavior: null, tax_code: DEFAULT_CODE, provider: 'stripe' },
    head_office: active ? { address: { country: own.country } } : null,
    livemode: false,
    status: active ? 'active' : 'pending',
    status_details: active ? { active: {} } : { pending: { missing_fields: ['head_office'] } },
  } as unknown as StripeObject
}

function requireActive({ state, account }: Call): void {
  const own = ensureAccount(state, account === PLATFORM ? 'acct_platform' : account)
  if (own.details_submitted) return
  const message =
    'You cannot calculate taxes because your tax settings are not complete. Set your head office address at https://dashboard.stripe.com/settings/tax.'
  throw invalid(message, undefined, 'stripe_tax_inactive')
}

interface Place {
  details: Record<string, unknown>
  country: string
  rate: LocalRate
}

function placeOf(params: Params): Place {
  const details = params.group('customer_details')
  if (!params.has('customer_details') && params.string('customer') === null) throw missing('customer_details')
  const address = details.group('address')
  const country = address.required('country').toUpperCase()
  const state = address.string('state')?.toUpperCase().replace(`${country}-`, '') ?? null
  const postal = address.string('postal_code')
  const source = details.oneOf('address_source', ['shipping', 'billing'] as const)
  if (source === null) throw missing('customer_details[address_source]')
  const unknown = !/^[A-Z]{2}$/.test(country) || (NEEDS_POSTAL_CODE.includes(country) && postal === null)
  if (unknown) {
    const message = "We could not determine the customer's tax location based on the provided customer address."
    throw invalid(message, 'customer_details[address]', 'customer_tax_location_invalid')
  }
  const shown = {
    city: address.string('city'),
    country,
    line1: address.string('line1'),
    line2: address.string('line2'),
  }
  return {
    country,
    rate: rateOf(country, state),
    details: {
      address: { ...shown, postal_code: postal, state },
      address_source: source,
      ip_address: null,
      tax_ids: [],
      taxability_override: 'none',
    },
  }
}

function linesOf(params: Params, calculation: string, rate: LocalRate): TaxLine[] {
  const items = params.groups('line_items')
  if (items.length === 0) throw missing('line_items')
  if (items.length > MAX_LINES) throw invalid(`At most ${MAX_LINES} line items are allowed.`, 'line_items')
  const lines = items.map((item, index): TaxLine => {
    const amount = item.integer('amount')
    if (amount === null) throw missing(`line_items[${index}][amount]`)
    const behaviour = item.oneOf('tax_behavior', BEHAVIOURS) ?? 'exclusive'
    const code = item.string('tax_code') ?? DEFAULT_CODE
    return {
      id: newId('tax_li'),
      object: 'tax.calculation_line_item',
      amount,
      amount_tax: taxOn(amount, behaviour, code, rate),
      livemode: false,
      metadata: item.metadata(),
      product: item.string('product'),
      quantity: item.integer('quantity') ?? 1,
      reference: item.string('reference') ?? `L${index + 1}`,
      tax_behavior: behaviour,
      tax_code: code,
      _calculation: calculation,
    }
  })
  const references = new Set(lines.map(({ reference }) => reference))
  if (references.size !== lines.length) {
    throw invalid('Each line item must have a unique reference.', 'line_items', 'parameter_invalid')
  }
  return lines
}

function shippingOf(params: Params, rate: LocalRate) {
  if (!params.has('shipping_cost')) return null
  const cost = params.group('shipping_cost')
  const amount = cost.integer('amount')
  if (amount === null) throw missing('shipping_cost[amount]')
  const behaviour = cost.oneOf('tax_behavior', BEHAVIOURS) ?? 'exclusive'
  const code = cost.string('tax_code') ?? 'txcd_92010001'
  return { amount, amount_tax: taxOn(amount, behaviour, code, rate), tax_behavior: behaviour, tax_code: code }
}

/** Rounded half up, as Stripe rounds each line. */
function taxOn(amount: number, behaviour: string, code: string, { rateBps }: LocalRate): number {
  if (code === NONTAXABLE) return 0
  const share = behaviour === 'inclusive' ? 10_000 + rateBps : 10_000
  return Math.floor((2 * amount * rateBps + share) / (2 * share))
}

function breakdownOf(taxed: { amount: number; amount_tax: number; tax_behavior: string }[], place: Place) {
  const { country, rate } = place
  return {
    amount: taxed.reduce((sum, { amount_tax }) => sum + amount_tax, 0),
    inclusive: taxed.some(({ tax_behavior }) => tax_behavior === 'inclusive'),
    tax_rate_details: {
      country,
      flat_amount: null,
      percentage_decimal: String(rate.rateBps / 100),
      rate_type: 'percentage',
      state: rate.state,
      tax_type: rate.rateBps > 0 ? rate.taxType : null,
    },
    taxability_reason: rate.rateBps > 0 ? 'standard_rated' : 'not_collecting',
    taxable_amount: rate.rateBps > 0 ? taxed.reduce((sum, { amount }) => sum + amount, 0) : 0,
  }
}

/** The lines are there only when asked for, as with Stripe. */
function withLines({ params }: Call, calculation: Calculation): StripeObject {
  if (!params.list('expand').includes('line_items')) return calculation
  const url = `/v1/tax/calculations/${calculation.id}/line_items`
  return { ...calculation, line_items: { object: 'list', data: calculation._lines, has_more: false, url } }
}
