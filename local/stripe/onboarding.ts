/**
 * How far a merchant goes on the onboarding page. Each outcome of the page is a state that a real account passes through.
 */
import { ensureAccount } from './accounts'
import { nowSeconds } from './ids'
import type { Account } from './objects'
import { DEADLINE_S, DOCUMENT, PERSON, REST, requirements, standing } from './requirements'
import { PLATFORM, type State } from './state'

/** The outcomes of the onboarding page, by the last part of the address that its buttons post to. */
export const OUTCOMES: Record<string, { label: string; state: (account: Account) => Partial<Account> }> = {
  complete: {
    label: 'Complete onboarding',
    state: () => standing({ charges: true, payouts: true, submitted: true }, requirements({})),
  },
  partly: {
    label: 'Save the business details only',
    state: () => {
      const left = [...PERSON, ...REST]
      return standing({}, requirements({ due: left, pastDue: left }))
    },
  },
  later: {
    label: 'Send the documents later',
    state: () =>
      standing(
        { charges: true, submitted: true },
        requirements({ due: [DOCUMENT, 'external_account'], deadline: nowSeconds() + DEADLINE_S }),
      ),
  },
  review: {
    label: 'Wait for the verification',
    state: () =>
      standing(
        { submitted: true },
        requirements({ pending: [DOCUMENT], disabledReason: 'requirements.pending_verification' }),
      ),
  },
}

/** The merchant leaves the onboarding page with this outcome. */
export function onboard(state: State, id: string, outcome: string): Account | null {
  const found = Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome] : undefined
  return found ? changeAccount(state, id, found.state(ensureAccount(state, id))) : null
}

/** Changes the account and tells the app. */
export function changeAccount(state: State, id: string, changes: Partial<Account>): Account {
  const before = ensureAccount(state, id)
  const after = state.put<Account>(PLATFORM, { ...before, ...changes })
  state.emit(id, 'account.updated', after, { charges_enabled: before.charges_enabled })
  return after
}
