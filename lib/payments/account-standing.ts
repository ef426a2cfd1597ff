/** From what is stored of a Stripe account to what its merchant has to know and do. Pure. */
import type { AccountState } from './account-queries'
import { disabledWords, requirementWords } from './requirement-words'

export interface Standing {
  /**
   * none: never begun. incomplete: something has to be sent before anything can be charged. checking: Stripe has it.
   * closed: Stripe refused the account. active: cards can be charged, whatever else is still wanted.
   */
  state: 'none' | 'disconnected' | 'closed' | 'incomplete' | 'checking' | 'active'
  charges: boolean
  payouts: boolean
  /** What to send, in words, the overdue first. */
  needed: { words: string; overdue: boolean }[]
  /** What Stripe is checking. */
  checking: string[]
  /** ISO 8601; after it charges or payouts stop. */
  deadline: string | null
  /** Stripe's reason, in words, where the list of what is needed does not say it. */
  reason: string | null
  /** Whether the merchant has something to do on Stripe's pages. */
  mayContinue: boolean
}

export function standingOf(account: AccountState): Standing {
  const { requirements, chargesEnabled: charges, payoutsEnabled: payouts } = account
  const overdue = requirementWords(requirements?.pastDue ?? [])
  const due = requirementWords(requirements?.currentlyDue ?? []).filter((words) => !overdue.includes(words))
  const needed = [
    ...overdue.map((words) => ({ words, overdue: true })),
    ...due.map((words) => ({ words, overdue: false })),
  ]
  const state = stateOf(account, needed.length > 0)
  return {
    state,
    charges,
    payouts,
    needed: state === 'disconnected' ? [] : needed,
    checking: requirementWords(requirements?.pendingVerification ?? []),
    deadline: requirements?.currentDeadline ?? null,
    reason: needed.length > 0 || state === 'disconnected' ? null : disabledWords(requirements?.disabledReason ?? null),
    mayContinue: state === 'none' || state === 'disconnected' || state === 'incomplete' || needed.length > 0,
  }
}

function stateOf(account: AccountState, owes: boolean): Standing['state'] {
  const { requirements } = account
  if (account.account === null) return 'none'
  if (account.disconnectedAt !== null) return 'disconnected'
  if (account.chargesEnabled) return 'active'
  if (requirements?.disabledReason?.startsWith('rejected')) return 'closed'
  const waits = account.detailsSubmitted && !owes
  return waits ? 'checking' : 'incomplete'
}
