/**
 * Connected accounts, their onboarding links, and customers.
 * An account that is named but not known is made on the spot, ready to be charged: the demo stores carry fixed `acct_` ids
 * and a fresh stand-in must serve them. Real Stripe would answer 403.
 */
import type { Call, Handler } from './call'
import { invalid, StripeFailure } from './errors'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { Account, StripeObject } from './objects'
import type { Params } from './params'
import { EVERYTHING, requirements, standing } from './requirements'
import { PLATFORM, type State } from './state'

const LINK_LIFE_S = 5 * 60

export const createAccount: Handler = ({ state, params }) => state.put(PLATFORM, newAccount(newId('acct', 16), params))

export const retrieveAccount: Handler = ({ state, ids: [id = ''] }) => ensureAccount(state, id)

/** GET /v1/account: the account of the Stripe-Account header. */
export const retrieveOwnAccount: Handler = ({ state, account }) =>
  ensureAccount(state, account === PLATFORM ? 'acct_platform' : account)

export const updateAccount: Handler = ({ state, params, ids: [id = ''] }) => {
  const account = ensureAccount(state, id)
  const after = state.put<Account>(PLATFORM, { ...account, ...described(params, account) })
  state.emit(id, 'account.updated', after)
  return after
}

/** The merchant takes the platform's access away; every further call for the account is refused. */
export const deleteAccount: Handler = ({ state, ids: [id = ''] }) => {
  const account = ensureAccount(state, id)
  deauthorise(state, account.id)
  return { id, object: 'account', deleted: true }
}

/** What the merchant's own dashboard does, and an API that deletes an account. */
export function deauthorise(state: State, id: string): Account {
  const before = ensureAccount(state, id)
  const account = state.put<Account>(PLATFORM, { ...before, charges_enabled: false, _deauthorized: true })
  state.emit(id, 'account.application.deauthorized', { id: 'ca_local', object: 'application', name: 'Stoa' })
  return account
}

export const listAccounts: Handler = (call) =>
  listOf<Account>({ ...call, account: PLATFORM }, 'account', '/v1/accounts')

export const createAccountLink: Handler = ({ state, params, baseUrl }) => {
  const account = ensureAccount(state, params.required('account'))
  params.oneOf('type', ['account_onboarding', 'account_update'] as const)
  const created = nowSeconds()
  const token = newId('link')
  state.put<StripeObject>(PLATFORM, {
    id: token,
    object: 'account_link',
    created,
    expires_at: created + LINK_LIFE_S,
    account: account.id,
    return_url: params.required('return_url'),
    refresh_url: params.required('refresh_url'),
  })
  const url = `${baseUrl}/_onboarding/${account.id}?link=${token}`
  return { object: 'account_link', created, expires_at: created + LINK_LIFE_S, url } as unknown as StripeObject
}

/** The account of this id, made when it is not known. Throws Stripe's 403 for one that was deauthorized. */
export function ensureAccount(state: State, id: string): Account {
  if (!/^acct_\w{1,64}$/.test(id)) throw invalid(`No such account: '${id}'`, 'account', 'resource_missing')
  const known = state.find<Account>(PLATFORM, id, 'account')
  if (known && !known._deauthorized) return known
  if (known) {
    const message = `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`
    throw new StripeFailure(403, { type: 'invalid_request_error', code: 'account_invalid', message })
  }
  const able = standing({ charges: true, payouts: true, submitted: true }, requirements({}))
  return state.put<Account>(PLATFORM, { ...newAccount(id, null), ...able })
}

function newAccount(id: string, params: Params | null): Account {
  return {
    id,
    object: 'account',
    business_profile: { mcc: null, name: null, url: null },
    business_type: null,
    capabilities: { card_payments: 'inactive', transfers: 'inactive' },
    charges_enabled: false,
    controller: { is_controller: true, type: 'application' },
    country: 'US',
    created: nowSeconds(),
    default_currency: 'usd',
    details_submitted: false,
    email: null,
    metadata: {},
    payouts_enabled: false,
    requirements: requirements({ due: EVERYTHING, pastDue: EVERYTHING }),
    settings: { payments: { statement_descriptor: 'STOA' } },
    type: 'none',
    ...(params ? described(params) : {}),
  }
}

function described(params: Params, before?: Account): Partial<Account> {
  const profile = params.raw('business_profile')
  const controller = params.raw('controller')
  return {
    metadata: params.metadata(before?.metadata),
    ...(params.has('country') ? { country: params.string('country') } : {}),
    ...(params.has('email') ? { email: params.string('email') } : {}),
    ...(params.has('type') ? { type: params.string('type') } : {}),
    ...(profile ? { business_profile: { ...asRecord(before?.business_profile), ...asRecord(profile) } } : {}),
    ...(controller ? { controller: { is_controller: true, type: 'application', ...asRecord(controller) } } : {}),
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

export const createCustomer: Handler = (call) =>
  call.state.put(call.account, {
    id: newId('cus', 14),
    object: 'customer',
    created: nowSeconds(),
    livemode: false,
    balance: 0,
    invoice_settings: { default_payment_method: null },
    ...customerFields(call),
    metadata: call.params.metadata(),
  })

export const retrieveCustomer: Handler = ({ state, account, ids: [id = ''] }) => state.get(account, id, 'customer')

export const updateCustomer: Handler = (call) => {
  const before = call.state.get(call.account, call.ids[0] ?? '', 'customer')
  const metadata = call.params.metadata(before.metadata as Record<string, string>)
  return call.state.put(call.account, { ...before, ...customerFields(call, before), metadata })
}

export const listCustomers: Handler = (call) =>
  listOf(call, 'customer', '/v1/customers', ({ email }) => {
    const wanted = call.params.string('email')
    return wanted === null || email === wanted
  })

function customerFields({ params }: Call, before?: StripeObject): Record<string, unknown> {
  const text = (name: string) => (params.has(name) ? params.string(name) : (before?.[name] ?? null))
  return { email: text('email'), name: text('name'), phone: text('phone'), description: text('description') }
}
