/**
 * Which orders a list shows, as its address says it: the one way between the query string, the filter and a saved view.
 * Pure. What cannot be read is as if it were not there.
 */
import type { FulfillmentStatus, PaymentStatus } from './types'

/** `open`: something is left to be sent, and its payment has not gone back. */
export const FULFILLMENT_CHOICES = ['open', 'unfulfilled', 'partial', 'fulfilled'] as const
export const PAYMENT_CHOICES = [
  'authorized',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
] as const satisfies PaymentStatus[]
export const STATE_CHOICES = ['open', 'cancelled'] as const
export const PLACED_CHOICES = ['today', '7d', '30d', '90d'] as const
export const HAS_CHOICES = ['note', 'return', 'dispute'] as const

export interface OrderFilter {
  /** An order number (with or without #), the beginning of an e-mail address or of a name, or a part of either. */
  q: string
  payment: PaymentStatus | null
  fulfillment: (typeof FULFILLMENT_CHOICES)[number] | null
  state: (typeof STATE_CHOICES)[number] | null
  /** Up to now; takes no notice of `from` and `to`. */
  placed: (typeof PLACED_CHOICES)[number] | null
  /** Days in UTC, YYYY-MM-DD, both included. */
  from: string | null
  to: string | null
  has: (typeof HAS_CHOICES)[number] | null
}

export const NO_FILTER: OrderFilter = {
  q: '',
  payment: null,
  fulfillment: null,
  state: null,
  placed: null,
  from: null,
  to: null,
  has: null,
}

export const MAX_QUERY_CHARACTERS = 100

type Params = Record<string, string | string[] | undefined>

export function parseOrderFilter(params: Params): OrderFilter {
  const placed = choice(params.placed, PLACED_CHOICES)
  return {
    q: first(params.q).replaceAll('\0', ' ').trim().slice(0, MAX_QUERY_CHARACTERS),
    payment: choice(params.payment, PAYMENT_CHOICES),
    fulfillment: choice(params.fulfillment, FULFILLMENT_CHOICES),
    state: choice(params.state, STATE_CHOICES),
    placed,
    from: placed ? null : day(params.from),
    to: placed ? null : day(params.to),
    has: choice(params.has, HAS_CHOICES),
  }
}

/** The filter's query string, without `?`: the same filter gives the same string. */
export function orderQuery(filter: OrderFilter): string {
  const entries = (Object.keys(NO_FILTER) as (keyof OrderFilter)[]).map((name) => [name, filter[name] ?? ''] as const)
  return new URLSearchParams(
    entries.filter(([, value]) => value !== '').map(([name, value]) => [name, value]),
  ).toString()
}

/** As `parseOrderFilter`, from a query string. */
export function readOrderQuery(query: string): OrderFilter {
  return parseOrderFilter(Object.fromEntries(new URLSearchParams(query)))
}

/** The fulfilment statuses that the filter admits; null: all. */
export function fulfillmentsOf({ fulfillment }: OrderFilter): readonly FulfillmentStatus[] | null {
  if (!fulfillment) return null
  return fulfillment === 'open' ? ['unfulfilled', 'partial'] : [fulfillment]
}

const DAY_MS = 86_400_000
const PLACED_DAYS = { today: 1, '7d': 7, '30d': 30, '90d': 90 } as const

/** From (included) and to (excluded), as the filter's days mean at `at`. */
export function spanOf({ placed, from, to }: OrderFilter, at: Date): { from: Date | null; to: Date | null } {
  if (placed) {
    const today = Math.floor(at.getTime() / DAY_MS) * DAY_MS
    return { from: new Date(today - (PLACED_DAYS[placed] - 1) * DAY_MS), to: null }
  }
  return {
    from: from ? new Date(`${from}T00:00:00Z`) : null,
    to: to ? new Date(new Date(`${to}T00:00:00Z`).getTime() + DAY_MS) : null,
  }
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function choice<T extends string>(value: string | string[] | undefined, choices: readonly T[]): T | null {
  return choices.find((each) => each === first(value)) ?? null
}

function day(value: string | string[] | undefined): string | null {
  const text = first(value)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : null
}
