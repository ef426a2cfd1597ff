/** What Stripe wants to know of an account before it may charge or is paid out; the names are Stripe's. */
import type { Account } from './objects'

const BUSINESS = ['business_profile.mcc', 'business_profile.url', 'business_type']
export const PERSON = ['individual.first_name', 'individual.last_name', 'individual.dob.day', 'individual.dob.month']
export const REST = ['individual.dob.year', 'individual.address.line1', 'external_account', 'tos_acceptance.date']
export const DOCUMENT = 'individual.verification.document'
export const DEADLINE_S = 14 * 86_400

/** What a new account owes. */
export const EVERYTHING = [...BUSINESS, ...PERSON, ...REST]

export interface Requirements {
  alternatives: unknown[]
  current_deadline: number | null
  currently_due: string[]
  disabled_reason: string | null
  errors: unknown[]
  eventually_due: string[]
  past_due: string[]
  pending_verification: string[]
}

interface Owed {
  due?: string[]
  pastDue?: string[]
  pending?: string[]
  disabledReason?: string | null
  deadline?: number | null
}

export function requirements({ due = [], pastDue = [], pending = [], ...rest }: Owed): Requirements {
  const reason = pastDue.length > 0 ? 'requirements.past_due' : null
  return {
    alternatives: [],
    current_deadline: rest.deadline ?? null,
    currently_due: due,
    disabled_reason: rest.disabledReason === undefined ? reason : rest.disabledReason,
    errors: [],
    eventually_due: due,
    past_due: pastDue,
    pending_verification: pending,
  }
}

/** Fields of an account that can do these things. */
export function standing(
  {
    charges = false,
    payouts = false,
    submitted = false,
  }: { charges?: boolean; payouts?: boolean; submitted?: boolean },
  owed: Requirements,
): Partial<Account> {
  const waiting = submitted ? 'pending' : 'inactive'
  return {
    charges_enabled: charges,
    payouts_enabled: payouts,
    details_submitted: submitted,
    capabilities: { card_payments: charges ? 'active' : waiting, transfers: payouts ? 'active' : waiting },
    requirements: owed,
  }
}
