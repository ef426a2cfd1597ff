/** The list's filters in words, so that a row of chips reads as a sentence. Pure. */
import type { OrderFilter } from '@/lib/orders/order-filter'

type Words<K extends keyof OrderFilter> = Record<NonNullable<OrderFilter[K]>, string>

export const PAYMENT_WORDS: Words<'payment'> = {
  authorized: 'Payment authorised',
  paid: 'Paid',
  partially_refunded: 'Partly refunded',
  refunded: 'Refunded',
  voided: 'Payment voided',
}
export const FULFILLMENT_WORDS: Words<'fulfillment'> = {
  open: 'To be fulfilled',
  unfulfilled: 'Unfulfilled',
  partial: 'Partly fulfilled',
  fulfilled: 'Fulfilled',
}
export const STATE_WORDS: Words<'state'> = { open: 'Not cancelled', cancelled: 'Cancelled' }
export const PLACED_WORDS: Words<'placed'> = {
  today: 'Placed today',
  '7d': 'Placed in the last 7 days',
  '30d': 'Placed in the last 30 days',
  '90d': 'Placed in the last 90 days',
}
export const HAS_WORDS: Words<'has'> = { note: 'With a note', return: 'With a return', dispute: 'With a dispute' }

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** When they were placed, or null for any time. */
export function placedWords({ placed, from, to }: OrderFilter): string | null {
  if (placed) return PLACED_WORDS[placed]
  const day = (text: string) => DAY.format(new Date(`${text}T00:00:00Z`))
  if (from && to) return from === to ? `Placed on ${day(from)}` : `Placed ${day(from)} to ${day(to)}`
  if (from) return `Placed since ${day(from)}`
  return to ? `Placed until ${day(to)}` : null
}
