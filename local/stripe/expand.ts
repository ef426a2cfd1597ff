/** `expand[]=latest_charge.balance_transaction`: ids on the way are replaced by their objects. */
import { publicView } from './objects'
import type { State } from './state'

const MAX_EXPANSIONS = 20
const KINDS: Record<string, string> = {
  pi: 'payment_intent',
  ch: 'charge',
  re: 'refund',
  pm: 'payment_method',
  cus: 'customer',
  txn: 'balance_transaction',
  sub: 'subscription',
  prod: 'product',
  price: 'price',
  fee: 'application_fee',
  dp: 'dispute',
  po: 'payout',
}

/** A copy of the answer without the stand-in's own fields, expanded as asked. Unknown paths change nothing. */
export function expanded(state: State, account: string, answer: object, paths: string[]): object {
  const copy = structuredClone(publicView(answer))
  for (const path of paths.slice(0, MAX_EXPANSIONS)) expandPath(state, account, copy, path.split('.'))
  return copy
}

function expandPath(state: State, account: string, at: unknown, [step, ...rest]: string[]): void {
  if (step === undefined || typeof at !== 'object' || at === null) return
  if (Array.isArray(at)) {
    for (const item of at) expandPath(state, account, item, [step, ...rest])
    return
  }
  const fields = at as Record<string, unknown>
  const value = fields[step]
  if (typeof value === 'string') {
    const kind = KINDS[value.split('_')[0] ?? '']
    const owner = state.owner(value) ?? account
    const found = kind ? state.find(owner, value, kind) : undefined
    if (found) fields[step] = structuredClone(publicView(found))
  }
  expandPath(state, account, fields[step], rest)
}
