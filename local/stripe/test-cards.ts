/**
 * Stripe's test cards: `pm_card_...` names, `tok_...` tokens and test numbers, and what happens when one is charged.
 * A name that is not known is an error, as with Stripe: a misspelt test card must not pay.
 */
import type { CardDetails } from './objects'

export interface Decline {
  code: string
  declineCode?: string
  message: string
}

export interface Behaviour {
  needsAuthentication: boolean
  decline: Decline | null
}

const declined = (declineCode: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
})

const DECLINES: Record<string, Decline> = {
  '': declined('generic_decline'),
  InsufficientFunds: declined('insufficient_funds', 'Your card has insufficient funds.'),
  LostCard: declined('lost_card'),
  StolenCard: declined('stolen_card'),
  Fraudulent: declined('fraudulent'),
  VelocityLimitExceeded: declined(
    'card_velocity_exceeded',
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  ),
  ExpiredCard: { code: 'expired_card', message: 'Your card has expired.' },
  IncorrectCvc: { code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  ProcessingError: {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
}

const BRANDS: Record<string, [brand: string, last4: string, funding?: string]> = {
  visa: ['visa', '4242'],
  visa_debit: ['visa', '5556', 'debit'],
  mastercard: ['mastercard', '4444'],
  mastercard_debit: ['mastercard', '8210', 'debit'],
  mastercard_prepaid: ['mastercard', '5100', 'prepaid'],
  amex: ['amex', '8431'],
  discover: ['discover', '1117'],
  diners: ['diners', '0004'],
  jcb: ['jcb', '0505'],
  unionpay: ['unionpay', '0005'],
  us: ['visa', '4242'],
  gb: ['visa', '0021'],
  de: ['visa', '0020'],
  fr: ['visa', '0003'],
}

/** Cards that pay and are disputed right after the capture. */
const DISPUTES: Record<string, { reason: string; inquiry: boolean }> = {
  createDispute: { reason: 'fraudulent', inquiry: false },
  createDisputeProductNotReceived: { reason: 'product_not_received', inquiry: false },
  createDisputeInquiry: { reason: 'fraudulent', inquiry: true },
}

const AUTHENTICATED = /^(authenticationRequired|threeDSecure2?Required)(chargeDeclined|ChargeDeclined)?(.*)$/
const DECLINED = /^(chargeDeclined|chargeCustomerFail)(.*)$/

/** Test numbers, for forms that send one. */
const NUMBERS: Record<string, string> = {
  '4242424242424242': 'visa',
  '4000056655665556': 'visa_debit',
  '5555555555554444': 'mastercard',
  '378282246310005': 'amex',
  '4000000000000002': 'chargeDeclined',
  '4000000000000341': 'chargeCustomerFail',
  '4000000000009995': 'chargeDeclinedInsufficientFunds',
  '4000000000009987': 'chargeDeclinedLostCard',
  '4000000000009979': 'chargeDeclinedStolenCard',
  '4000000000000069': 'chargeDeclinedExpiredCard',
  '4000000000000127': 'chargeDeclinedIncorrectCvc',
  '4000000000000119': 'chargeDeclinedProcessingError',
  '4000000000000259': 'createDispute',
  '4000000000002685': 'createDisputeProductNotReceived',
  '4000000000001976': 'createDisputeInquiry',
  '4000002500003155': 'authenticationRequired',
  '4000002760003184': 'authenticationRequired',
  '4000000000003220': 'threeDSecure2Required',
  '4000008260003178': 'authenticationRequiredChargeDeclinedInsufficientFunds',
}

/** The name of the card behind `pm_card_x`, `tok_x` or a test number; null when there is none. */
export function cardName(given: string): string | null {
  const name = NUMBERS[given.replace(/[\s-]/g, '')] ?? /^(?:pm_card_|tok_)(\w+)$/.exec(given)?.[1]
  return name !== undefined && (BRANDS[name] || behaviourOf(name)) ? name : null
}

/** What happens when the card is charged; null for a name that is not known. */
export function behaviourOf(name: string): Behaviour | null {
  if (BRANDS[name] || DISPUTES[name]) return { needsAuthentication: false, decline: null }
  const rest = name.replace(/^(visa|mastercard|amex)_/, '')
  const authenticated = AUTHENTICATED.exec(rest)
  if (authenticated) {
    const [, , fails, reason = ''] = authenticated
    if (!fails) return reason === '' ? { needsAuthentication: true, decline: null } : null
    const decline = DECLINES[reason]
    return decline ? { needsAuthentication: true, decline } : null
  }
  const decline = DECLINES[DECLINED.exec(rest)?.[2] ?? 'none']
  return decline ? { needsAuthentication: false, decline } : null
}

/** How a charge of the card is disputed; null for all others. */
export function disputeOf(name: string): { reason: string; inquiry: boolean } | null {
  return DISPUTES[name] ?? null
}

export function cardDetails(name: string): CardDetails {
  const brandName = /^(visa|mastercard|amex)_charge/.exec(name)?.[1] ?? name
  const [brand, last4, funding = 'credit'] = BRANDS[brandName] ?? ['visa', lastFour(name)]
  return { brand, last4, funding, exp_month: 12, exp_year: 2034, country: 'US', fingerprint: `local_${name}` }
}

function lastFour(name: string): string {
  return (
    Object.entries(NUMBERS)
      .find(([, known]) => known === name)?.[0]
      .slice(-4) ?? '0002'
  )
}
