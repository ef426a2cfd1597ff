import { describe, expect, it } from 'vitest'
import type { AccountState } from './account-queries'
import { standingOf } from './account-standing'
import { disputeLook, disputeReason, isClosed, needsResponse } from './dispute-words'
import { disabledWords, requirementWords } from './requirement-words'

const account = (more: Partial<AccountState> = {}): AccountState => ({
  account: 'acct_1',
  chargesEnabled: false,
  payoutsEnabled: false,
  detailsSubmitted: false,
  requirements: { currentlyDue: [], pastDue: [], pendingVerification: [], disabledReason: null, currentDeadline: null },
  disconnectedAt: null,
  ...more,
})
const owed = (more: Partial<NonNullable<AccountState['requirements']>>) => ({
  ...account().requirements,
  ...(more as NonNullable<AccountState['requirements']>),
})

describe('standingOf', () => {
  it.each([
    ['none', { account: null }],
    ['disconnected', { disconnectedAt: new Date(), chargesEnabled: true }],
    ['active', { chargesEnabled: true }],
    ['closed', { requirements: owed({ disabledReason: 'rejected.fraud' }) }],
    ['incomplete', {}],
    ['incomplete', { detailsSubmitted: true, requirements: owed({ currentlyDue: ['external_account'] }) }],
    [
      'checking',
      { detailsSubmitted: true, requirements: owed({ disabledReason: 'requirements.pending_verification' }) },
    ],
  ] as const)('is %s', (state, more) => {
    expect(standingOf(account(more as Partial<AccountState>)).state).toBe(state)
  })

  it('names the overdue first, each thing once, and only then lets one continue', () => {
    const requirements = owed({
      currentlyDue: ['individual.dob.day', 'individual.dob.month', 'external_account'],
      pastDue: ['external_account'],
      pendingVerification: ['person_1Ab2.verification.document'],
    })
    const standing = standingOf(account({ chargesEnabled: true, requirements }))
    expect(standing.needed).toEqual([
      { words: 'Bank account for payouts', overdue: true },
      { words: 'The responsible person’s date of birth', overdue: false },
    ])
    expect(standing.checking).toEqual(['The responsible person’s photo of an identity document'])
    expect(standing.mayContinue).toBe(true)
    expect(standingOf(account({ chargesEnabled: true })).mayContinue).toBe(false)
  })
})

describe('words', () => {
  it('of a requirement that is new are readable', () => {
    expect(requirementWords(['company.something_new', 'owners.email', 'tos_acceptance.ip'])).toEqual([
      'Company something new',
      'An owner’s e-mail address',
      'Acceptance of Stripe’s terms',
    ])
    expect(disabledWords('rejected.because')).toBe('Stripe closed the account.')
    expect(disabledWords(null)).toBeNull()
  })

  it('of a dispute say why and how it stands, also for reasons of tomorrow', () => {
    expect(disputeReason('product_not_received')).toBe('The customer says nothing arrived')
    expect(disputeReason('moon_phase')).toBe('Moon phase')
    expect(disputeLook('warning_closed')).toEqual({ words: 'Inquiry closed', tone: 'positive' })
    expect(disputeLook('new_state').words).toBe('New state')
    expect([isClosed('lost'), isClosed('needs_response'), needsResponse('warning_needs_response')]).toEqual([
      true,
      false,
      true,
    ])
  })
})
