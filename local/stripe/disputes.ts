/**
 * Disputes: opened by a test card after its capture or by /_disputes, answered with evidence, closed won or lost. An inquiry
 * (`warning_...`) moves no money; a dispute takes the amount and a fee at once and gives the amount back when it is won.
 */
import { balanceTransaction, type Movement } from './balance'
import type { Call, Handler } from './call'
import { invalid } from './errors'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { Charge, Metadata, PaymentMethod, StripeObject } from './objects'
import type { State } from './state'
import { disputeOf } from './test-cards'

/** Minor units; not given back, whatever becomes of the dispute. */
const DISPUTE_FEE = 1_500
const EVIDENCE_DAYS = 9
const DAY_S = 86_400

const OPEN = ['needs_response', 'under_review', 'warning_needs_response', 'warning_under_review']
export const OUTCOMES = ['won', 'lost', 'warning_closed'] as const
type Outcome = (typeof OUTCOMES)[number]

export interface Dispute extends StripeObject {
  object: 'dispute'
  amount: number
  balance_transactions: Movement[]
  charge: string
  created: number
  currency: string
  evidence_details: { due_by: number | null; has_evidence: boolean; past_due: boolean; submission_count: number }
  metadata: Metadata
  payment_intent: string
  reason: string
  status: string
}

export const retrieveDispute: Handler = (call) => getDispute(call)

export const listDisputes: Handler = (call) =>
  listOf<Dispute>(call, 'dispute', '/v1/disputes', (dispute) => {
    const [charge, intent] = [call.params.string('charge'), call.params.string('payment_intent')]
    return (charge === null || dispute.charge === charge) && (intent === null || dispute.payment_intent === intent)
  })

/** Evidence goes to the bank unless `submit` is false. Stripe's two test texts decide the dispute on the spot. */
export const updateDispute: Handler = (call) => {
  const { state, account, params } = call
  params.only('evidence', 'metadata', 'submit', 'intended_submission_method')
  const dispute = getDispute(call)
  if (!OPEN.includes(dispute.status)) throw invalid('This dispute is already closed', 'dispute', 'dispute_closed')
  const evidence = { ...asRecord(dispute.evidence), ...asRecord(params.raw('evidence')) }
  const submits = params.has('evidence') && params.boolean('submit') !== false
  const details = dispute.evidence_details
  const after = state.put<Dispute>(account, {
    ...dispute,
    evidence,
    metadata: params.metadata(dispute.metadata),
    status: submits ? dispute.status.replace('needs_response', 'under_review') : dispute.status,
    evidence_details: {
      ...details,
      has_evidence: details.has_evidence || params.has('evidence'),
      submission_count: details.submission_count + (submits ? 1 : 0),
    },
  })
  state.emit(account, 'charge.dispute.updated', after, { status: dispute.status })
  if (submits && evidence.uncategorized_text === 'winning_evidence') return closeDispute(state, account, after, 'won')
  if (submits && evidence.uncategorized_text === 'losing_evidence') return closeDispute(state, account, after, 'lost')
  return after
}

/** The merchant gives in. */
export const acceptDispute: Handler = (call) => {
  const dispute = getDispute(call)
  if (!OPEN.includes(dispute.status)) throw invalid('This dispute is already closed', 'dispute', 'dispute_closed')
  return closeDispute(call.state, call.account, dispute, 'lost')
}

/** Opens the dispute that the charge's test card stands for, if it does. */
export function disputeIfAsked(state: State, account: string, charge: Charge): void {
  const method = state.find<PaymentMethod>(account, String(charge.payment_method), 'payment_method')
  const asked = method ? disputeOf(method._behaviour) : null
  if (asked) openDispute(state, account, charge, asked.reason, asked.inquiry)
}

export function openDispute(state: State, account: string, charge: Charge, reason: string, inquiry: boolean): Dispute {
  const created = nowSeconds()
  const due = new Date((created + EVIDENCE_DAYS * DAY_S) * 1000).setUTCHours(23, 59, 59, 0) / 1000
  const draft: Dispute = {
    id: newId('dp'),
    object: 'dispute',
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {},
    evidence_details: {
      due_by: due,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    } as Dispute['evidence_details'],
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: { type: 'card', card: { brand: 'visa', case_type: inquiry ? 'inquiry' : 'chargeback' } },
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  }
  if (!inquiry) draft.balance_transactions = [move(state, account, draft, 'dispute', -draft.amount, DISPUTE_FEE)]
  const dispute = state.put(account, draft)
  state.put<Charge>(account, { ...charge, disputed: true })
  state.emit(account, 'charge.dispute.created', dispute)
  if (!inquiry) state.emit(account, 'charge.dispute.funds_withdrawn', dispute)
  return dispute
}

export function closeDispute(state: State, account: string, dispute: Dispute, outcome: Outcome): Dispute {
  const returned = outcome === 'won' && !dispute.status.startsWith('warning')
  const back = returned ? [move(state, account, dispute, 'dispute_reversal', dispute.amount, 0)] : []
  const after = state.put<Dispute>(account, {
    ...dispute,
    status: outcome,
    is_charge_refundable: outcome !== 'lost',
    balance_transactions: [...dispute.balance_transactions, ...back],
  })
  if (returned) state.emit(account, 'charge.dispute.funds_reinstated', after)
  state.emit(account, 'charge.dispute.closed', after, { status: dispute.status })
  return after
}

/** Whether a dispute keeps the charge from being refunded: its money is with the bank. */
export function holdsMoney(state: State, account: string, charge: string): boolean {
  return [...state.all<Dispute>(account, 'dispute')].some(
    (each) => each.charge === charge && !each.is_charge_refundable,
  )
}

function move(state: State, account: string, dispute: Dispute, category: string, amount: number, fee: number) {
  const { currency } = dispute
  const details = fee > 0 ? [{ amount: fee, currency, type: 'stripe_fee', description: 'Dispute fee' }] : []
  const movement = balanceTransaction('adjustment', amount, fee, dispute)
  return state.put<Movement>(account, { ...movement, fee_details: details, reporting_category: category })
}

function getDispute({ state, account, ids: [id = ''] }: Call): Dispute {
  return state.get<Dispute>(account, id, 'dispute', 'dispute')
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
