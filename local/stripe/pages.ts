/**
 * The pages that Stripe would host: card authentication and account onboarding; those of plans are in billing-pages.ts.
 * Each form may be posted by a test as well: /_3ds/{pi}/complete|fail, /_onboarding/{acct}/complete|partly|later|review.
 */
import { escapeHtml } from '../http'
import { completeAuthentication, failAuthentication } from './confirm'
import { type PaymentIntent, publicView, type StripeObject } from './objects'
import { OUTCOMES, onboard } from './onboarding'
import { PLATFORM, type State } from './state'

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2428; --soft: #66727a; --line: #dfe4e6; --paper: #fff; --wash: #f5f7f7; --accent: #0f6b63 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecec; --soft: #97a3a8; --line: #2c3538; --paper: #14191b; --wash: #1b2224; --accent: #2f8f85 } }
* { box-sizing: border-box } body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--wash); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { width: min(26rem, calc(100vw - 3rem)); background: var(--paper); border: 1px solid var(--line); border-radius: 14px; padding: 1.75rem }
h1 { font-size: 1.2rem; margin: 0 0 .4rem } p { color: var(--soft); margin: 0 0 1.2rem }
form { display: flex; gap: .6rem; flex-wrap: wrap }
button { flex: 1 1 45%; font: inherit; padding: .65rem 1rem; border-radius: 9px; border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer; white-space: nowrap }
button.main { background: var(--accent); border-color: var(--accent); color: #fff }
fieldset { flex: 1 0 100%; border: 0; padding: 0; margin: 0 0 .6rem; display: grid; gap: .45rem } legend { font-weight: 600; padding: 0; margin-bottom: .45rem }
label { display: flex; gap: .5rem; align-items: baseline; flex-wrap: wrap } label span { color: var(--soft); font-size: .9em }
.bad { color: #b3261e; flex: 1 0 100%; margin: 0 } .below { margin: 1rem 0 0 } a { color: var(--accent) }
small { display: block; color: var(--soft); margin-top: 1.2rem }
`

interface Action {
  label: string
  path: string
}

/** What a page or a posted form answers; sent by the caller once the changes are kept. */
export type Reply = { html: string; status: number } | { location: string } | { json: unknown }

/** The reply of one page or posted form; null when the path is none of them. */
export function answerPage(state: State, method: string, url: URL): Reply | null {
  const [kind, id = '', verb] = url.pathname.split('/').filter(Boolean)
  if (method === 'POST' && kind === '_onboarding' && verb !== undefined) return onboarded(state, id, verb, url)
  switch (`${method} ${kind} ${verb ?? ''}`.trim()) {
    case 'GET _3ds':
      return authenticationPage(state, id)
    case 'POST _3ds complete':
      return authenticated(state, id, completeAuthentication)
    case 'POST _3ds fail':
      return authenticated(state, id, failAuthentication)
    case 'GET _onboarding':
      return onboardingPage(state, id, url)
    default:
      return null
  }
}

/** A page of one question; `form` stands above its buttons, `below` after them, both as HTML. */
export function renderPage(
  title: string,
  text: string,
  actions: Action[],
  { status = 200, form = '', below = '' } = {},
): Reply {
  const buttons = actions.map(
    ({ label, path }, index) =>
      `<button${index === 0 ? ' class="main"' : ''} formaction="${escapeHtml(path)}">${escapeHtml(label)}</button>`,
  )
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p><form method="post">${form}${buttons.join('')}</form>${below}<small>Local stand-in for Stripe. No money moves.</small></main></body></html>`
  return { html, status }
}

export function notThere(): Reply {
  return renderPage('Nothing to do here', 'This page has expired or was already used.', [], { status: 404 })
}

function findActing(state: State, id: string): [string, PaymentIntent] | null {
  const account = state.owner(id)
  const intent = account === undefined ? undefined : state.find<PaymentIntent>(account, id, 'payment_intent')
  return account !== undefined && intent?.status === 'requires_action' ? [account, intent] : null
}

function authenticationPage(state: State, id: string): Reply {
  const found = findActing(state, id)
  if (!found) return notThere()
  const [, intent] = found
  return renderPage('Confirm this payment', `Your bank wants to know that it is you who pays ${money(intent)}.`, [
    { label: 'Complete', path: `/_3ds/${id}/complete` },
    { label: 'Fail', path: `/_3ds/${id}/fail` },
  ])
}

function authenticated(state: State, id: string, settle: typeof completeAuthentication): Reply {
  const found = findActing(state, id)
  if (!found) return notThere()
  const [account, intent] = found
  const after = settle(state, account, intent)
  const paid = after.status === 'succeeded' || after.status === 'requires_capture'
  if (typeof intent._return_url !== 'string') return { json: publicView(after) }
  const back = new URL(intent._return_url)
  back.searchParams.set('payment_intent', intent.id)
  back.searchParams.set('payment_intent_client_secret', intent.client_secret)
  back.searchParams.set('redirect_status', paid ? 'succeeded' : 'failed')
  return { location: back.href }
}

function onboardingPage(state: State, id: string, url: URL): Reply {
  const link = findLink(state, url, id)
  if (!link) return notThere()
  const text = `Stripe would ask for the business, its owners and a bank account of ${id}. How far do you go?`
  const actions = Object.entries(OUTCOMES).map(([verb, { label }]) => ({
    label,
    path: `/_onboarding/${id}/${verb}?link=${link.id}`,
  }))
  return renderPage('Set up payments', text, actions)
}

function onboarded(state: State, id: string, outcome: string, url: URL): Reply | null {
  const link = findLink(state, url, id)
  if (!link) return notThere()
  return onboard(state, id, outcome) && { location: String(link.return_url) }
}

function findLink(state: State, url: URL, account: string): StripeObject | undefined {
  const link = state.find(PLATFORM, url.searchParams.get('link') ?? '', 'account_link')
  return link?.account === account && Number(link.expires_at) > Date.now() / 1000 ? link : undefined
}

/** For the eye only. */
export function money({ amount, currency }: { amount: number; currency: string }): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: currency.toUpperCase() })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
