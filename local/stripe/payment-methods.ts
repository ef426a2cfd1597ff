/** Payment methods: made from test cards, on the fly when a PaymentIntent names one. */
import type { Call, Handler } from './call'
import { invalid, missing } from './errors'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { PaymentMethod } from './objects'
import type { Params } from './params'
import { PLATFORM } from './state'
import { cardDetails, cardName } from './test-cards'

export const createPaymentMethod: Handler = (call) => fromData(call, call.params, 'card')

export const retrievePaymentMethod: Handler = ({ state, account, ids: [id = ''] }) =>
  state.get<PaymentMethod>(account, id, 'payment_method', 'payment_method')

export const listPaymentMethods: Handler = (call) =>
  listOf<PaymentMethod>(
    call,
    'payment_method',
    '/v1/payment_methods',
    ({ customer }) => customer === call.params.string('customer'),
  )

export const attachPaymentMethod: Handler = ({ state, account, params, ids: [id = ''] }) => {
  const method = state.get<PaymentMethod>(account, id, 'payment_method', 'payment_method')
  return state.put(account, { ...method, customer: params.required('customer') })
}

/** The payment method that the parameters name or describe; null when they do neither. */
export function paymentMethodOf(call: Call): PaymentMethod | null {
  const given = call.params.string('payment_method')
  if (given !== null) return byName(call, given)
  if (call.params.has('payment_method_data')) return fromData(call, call.params.group('payment_method_data'))
  return null
}

function byName(call: Call, given: string): PaymentMethod {
  const { state, account } = call
  const known = state.find<PaymentMethod>(account, given, 'payment_method')
  if (known) return known
  const name = cardName(given)
  if (name === null) {
    const elsewhere = state.owner(given) === PLATFORM && account !== PLATFORM
    const hint = elsewhere ? '; it belongs to the platform and cannot be used on a connected account' : ''
    throw invalid(`No such PaymentMethod: '${given}'${hint}`, 'payment_method', 'resource_missing')
  }
  return makeMethod(call, name, {})
}

function fromData(call: Call, data: Params, defaultType?: string): PaymentMethod {
  const type = data.string('type') ?? defaultType
  if (type !== 'card') throw invalid(`The stand-in knows cards only, not ${type}`, 'payment_method_data.type')
  const card = data.group('card')
  const given = card.string('token') ?? card.string('number')
  if (given === null) throw missing('card[number]')
  const name = cardName(given)
  if (name === null) throw invalid("Not one of Stripe's test cards.", 'card[number]', 'incorrect_number')
  const billing = data.raw('billing_details')
  return makeMethod(call, name, typeof billing === 'object' && billing !== null ? { ...billing } : {}, data)
}

/** A payment method of this test card, kept. */
export function makeMethod(
  { state, account }: Pick<Call, 'state' | 'account'>,
  name: string,
  billing: Record<string, unknown>,
  data?: Params,
): PaymentMethod {
  return state.put<PaymentMethod>(account, {
    id: newId('pm'),
    object: 'payment_method',
    type: 'card',
    card: cardDetails(name),
    customer: null,
    billing_details: { address: null, email: null, name: null, phone: null, ...billing },
    created: nowSeconds(),
    livemode: false,
    metadata: data?.metadata() ?? {},
    _behaviour: name,
  })
}
