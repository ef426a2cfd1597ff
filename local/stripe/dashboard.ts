/**
 * What a merchant would do on Stripe's own desk: answer disputes, have the balance paid out, take the platform's access away.
 * A login link opens it once for an hour; each button does its thing and comes back.
 */
import { deauthorise, ensureAccount } from './accounts'
import type { Handler } from './call'
import { closeDispute, type Dispute } from './disputes'
import { invalid } from './errors'
import { newId, nowSeconds } from './ids'
import type { StripeObject } from './objects'
import { money, notThere, type Reply, renderPage } from './pages'
import { payOutEverything } from './payouts'
import { PLATFORM, type State } from './state'

const LINK_LIFE_S = 60 * 60

export const createLoginLink: Handler = ({ state, ids: [id = ''], baseUrl }) => {
  const account = ensureAccount(state, id)
  if (!account.details_submitted) {
    throw invalid('Cannot create a login link for an account that has not completed onboarding.')
  }
  const created = nowSeconds()
  const link = newId('lgl')
  state.put<StripeObject>(PLATFORM, { id: link, object: 'login_link', created, account: id })
  return { object: 'login_link', created, url: `${baseUrl}/_dashboard/${id}?link=${link}` } as unknown as StripeObject
}

/** The reply of the desk's page and of its buttons: /_dashboard/{acct}, .../won/{dp}, .../lost/{dp}, .../payout, .../disconnect. */
export function answerDashboard(state: State, method: string, url: URL): Reply | null {
  const [kind, id = '', verb, object = ''] = url.pathname.split('/').filter(Boolean)
  if (kind !== '_dashboard') return null
  const link = state.find(PLATFORM, url.searchParams.get('link') ?? '', 'login_link')
  if (link?.account !== id || Number(link.created) + LINK_LIFE_S < nowSeconds()) return notThere()
  if (method === 'GET' && verb === undefined) return page(state, id, link.id)
  if (method !== 'POST') return null
  if (verb === 'disconnect') {
    deauthorise(state, id)
    return renderPage('Disconnected', 'The platform has no access to this account any more.', [])
  }
  return act(state, id, verb ?? '', object) ? { location: `/_dashboard/${id}?link=${link.id}` } : notThere()
}

function act(state: State, id: string, verb: string, object: string): boolean {
  if (verb === 'payout') {
    const currencies = [...state.all(id, 'balance_transaction')].map(({ currency }) => String(currency))
    for (const currency of new Set(currencies)) payOutEverything(state, id, currency)
    return true
  }
  const dispute = state.find<Dispute>(id, object, 'dispute')
  if (!dispute || (verb !== 'won' && verb !== 'lost') || !isOpen(dispute)) return false
  closeDispute(state, id, dispute, dispute.status.startsWith('warning') ? 'warning_closed' : verb)
  return true
}

function page(state: State, id: string, link: string): Reply {
  ensureAccount(state, id)
  const open = [...state.all<Dispute>(id, 'dispute')].filter(isOpen)
  const to = (path: string) => `/_dashboard/${id}/${path}?link=${link}`
  const actions = open.flatMap((dispute) => [
    { label: `Win the dispute of ${money(dispute)}`, path: to(`won/${dispute.id}`) },
    { label: `Lose the dispute of ${money(dispute)}`, path: to(`lost/${dispute.id}`) },
  ])
  return renderPage('Your Stripe account', `${id}: ${open.length} open disputes.`, [
    ...actions,
    { label: 'Pay out now', path: to('payout') },
    { label: 'Disconnect the platform', path: to('disconnect') },
  ])
}

function isOpen({ status }: Dispute): boolean {
  return status.includes('needs_response') || status.includes('under_review')
}
