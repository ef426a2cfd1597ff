/** Stripe's names of what an account still owes, in words a merchant knows. Pure. A name that is new becomes readable, not lost. */

const EXACT: Record<string, string> = {
  external_account: 'Bank account for payouts',
  business_type: 'Type of business',
  'business_profile.mcc': 'What you sell',
  'business_profile.url': 'Website or a description of what you sell',
  'business_profile.product_description': 'Website or a description of what you sell',
  'business_profile.name': 'Name of the business',
  'business_profile.support_phone': 'Phone number for customers',
  'business_profile.support_email': 'E-mail address for customers',
  'company.name': 'Legal name of the business',
  'company.tax_id': 'Tax number of the business',
  'company.vat_id': 'VAT number of the business',
  'company.phone': 'Phone number of the business',
  'company.registration_number': 'Registration number of the business',
  'company.structure': 'Legal form of the business',
  'company.directors_provided': 'The directors of the business',
  'company.executives_provided': 'The executives of the business',
  'company.owners_provided': 'The owners of the business',
  'company.verification.document': 'A document that proves the business exists',
}

/** By the beginning of what follows the person: `individual.`, `person_1A2b.`, `representative.`, `owners.`, `directors.` */
const OF_A_PERSON: [string, string][] = [
  ['first_name', 'name'],
  ['last_name', 'name'],
  ['dob.', 'date of birth'],
  ['address.', 'home address'],
  ['registered_address.', 'home address'],
  ['id_number', 'identification number'],
  ['ssn_last_4', 'last four digits of the social security number'],
  ['email', 'e-mail address'],
  ['phone', 'phone number'],
  ['nationality', 'nationality'],
  ['political_exposure', 'political exposure'],
  ['relationship.', 'role in the business'],
  ['verification.additional_document', 'proof of address'],
  ['verification.', 'photo of an identity document'],
]
const PERSON = /^(individual|person_\w+|representative|owners|directors|executives)\.(.+)$/
const WHOSE: Record<string, string> = { owners: 'An owner’s', directors: 'A director’s', executives: 'An executive’s' }

/** Each thing once, in Stripe's order. */
export function requirementWords(names: readonly string[]): string[] {
  return [...new Set(names.map(wordsOf))]
}

function wordsOf(name: string): string {
  const exact = EXACT[name]
  if (exact) return exact
  if (name.startsWith('tos_acceptance')) return 'Acceptance of Stripe’s terms'
  if (name.startsWith('company.address')) return 'Address of the business'
  if (name.startsWith('settings.payments.statement_descriptor')) return 'Name on the customer’s card statement'
  const [, who = '', what = ''] = PERSON.exec(name) ?? []
  const known = OF_A_PERSON.find(([start]) => what.startsWith(start))?.[1]
  if (known) return `${WHOSE[who] ?? 'The responsible person’s'} ${known}`
  return capitalised(name.replace(/^(person_\w+|documents|settings)\./, '').replace(/[._]+/g, ' '))
}

const REASONS: Record<string, string> = {
  'requirements.past_due': 'Stripe needs details that are missing.',
  'requirements.pending_verification': 'Stripe is checking what you sent. There is nothing to do until it answers.',
  'action_required.requested_capabilities': 'Card payments have to be requested on Stripe.',
  listed: 'Stripe is checking the account against a list of names. This can take some days.',
  under_review: 'Stripe is reviewing the account. There is nothing to do until it answers.',
  platform_paused: 'The account was paused.',
  'rejected.fraud': 'Stripe closed the account because of suspected fraud.',
  'rejected.terms_of_service': 'Stripe closed the account because of its terms of service.',
  'rejected.listed': 'Stripe closed the account because a name is on a list of persons it may not serve.',
  'rejected.incomplete_verification': 'Stripe closed the account because details were not sent in time.',
  'rejected.other': 'Stripe closed the account.',
}

/** Why an account may not charge or is not paid out; null where Stripe gives no reason. */
export function disabledWords(reason: string | null): string | null {
  if (reason === null) return null
  return (
    REASONS[reason] ??
    (reason.startsWith('rejected') ? 'Stripe closed the account.' : capitalised(reason.replace(/[._]+/g, ' ')))
  )
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
