/** What a handler gets: the account it acts for, the parameters, the ids of the path. */
import type { StripeObject } from './objects'
import type { Params } from './params'
import type { State } from './state'

export interface Call {
  state: State
  /** `platform`, or the account of the Stripe-Account header. */
  account: string
  params: Params
  /** The parts of the path that the route leaves open, in order. */
  ids: string[]
  /** Where the stand-in itself answers; its pages are linked from objects. */
  baseUrl: string
}

export interface List {
  object: 'list'
  url: string
  has_more: boolean
  data: StripeObject[]
}

/** Synchronous on purpose: a request is executed in one go, with nothing of another in between. */
export type Handler = (call: Call) => StripeObject | List | { id: string; object: string; deleted: true }
