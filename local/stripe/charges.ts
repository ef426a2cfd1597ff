/** Charges: made by confirming a PaymentIntent, never directly. */
import { bookCharge } from './balance'
import type { Handler } from './call'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { Charge, PaymentIntent, PaymentMethod } from './objects'
import type { State } from './state'
import type { Decline } from './test-cards'

export const retrieveCharge: Handler = ({ state, account, ids: [id = ''] }) =>
  state.get<Charge>(account, id, 'charge', 'charge')

export const listCharges: Handler = (call) =>
  listOf<Charge>(call, 'charge', '/v1/charges', (charge) => {
    const intent = call.params.string('payment_intent')
    return intent === null || charge.payment_intent === intent
  })

export const updateCharge: Handler = ({ state, account, params, ids: [id = ''] }) => {
  const charge = state.get<Charge>(account, id, 'charge', 'charge')
  return state.put(account, { ...charge, metadata: params.metadata(charge.metadata) })
}

/** Charges the card of an intent: authorised, captured unless the intent captures by hand, or declined. */
export function makeCharge(
  state: State,
  account: string,
  intent: PaymentIntent,
  method: PaymentMethod,
  decline: Decline | null,
): Charge {
  const captured = decline === null && intent.capture_method !== 'manual'
  const charge: Charge = {
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.billing_details,
    captured,
    created: nowSeconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description ?? null,
    disputed: false,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: intent.on_behalf_of ?? null,
    outcome: outcomeOf(decline),
    paid: decline === null,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { card: { ...method.card, checks: { cvc_check: 'pass' } }, type: 'card' },
    receipt_email: intent.receipt_email ?? null,
    refunded: false,
    shipping: intent.shipping ?? null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix ?? null,
    status: decline === null ? 'succeeded' : 'failed',
    transfer_data: intent.transfer_data ?? null,
    transfer_group: intent.transfer_group ?? null,
  }
  if (captured) bookCharge(state, account, charge)
  return state.put(account, charge)
}

function outcomeOf(decline: Decline | null) {
  return decline === null
    ? { network_status: 'approved_by_network', reason: null, risk_level: 'normal', type: 'authorized' }
    : {
        network_status: 'declined_by_network',
        reason: decline.declineCode ?? decline.code,
        risk_level: 'normal',
        type: 'issuer_declined',
      }
}
