/** The one table of an order's status changes. A status moves only along it; anything else is a bug, not a request. */
import { invariant } from '@/lib/invariant'
import type { FulfillmentStatus, PaymentStatus, ReturnStatus } from './types'

const PAYMENT: Record<PaymentStatus, readonly PaymentStatus[]> = {
  authorized: ['paid', 'voided'],
  paid: ['partially_refunded', 'refunded'],
  // Back again: a bank may send a refund back after it had succeeded.
  partially_refunded: ['partially_refunded', 'refunded', 'paid'],
  refunded: ['partially_refunded', 'paid'],
  voided: [],
}

const FULFILLMENT: Record<FulfillmentStatus, readonly FulfillmentStatus[]> = {
  unfulfilled: ['partial', 'fulfilled'],
  partial: ['partial', 'fulfilled'],
  fulfilled: [],
}

const RETURN: Record<ReturnStatus, readonly ReturnStatus[]> = {
  open: ['received', 'cancelled'],
  received: [],
  cancelled: [],
}

/** What an order's payment may be right before it becomes `to`: the guard of the UPDATE that moves it. */
export function paymentStatusesBefore(to: PaymentStatus): PaymentStatus[] {
  return (Object.keys(PAYMENT) as PaymentStatus[]).filter((from) => PAYMENT[from].includes(to))
}

/** The status after units were sent, by how many of `total` units are fulfilled by now. */
export function fulfillmentStatusFor(fulfilled: number, total: number): FulfillmentStatus {
  invariant(fulfilled >= 0 && fulfilled <= total, `${fulfilled} of ${total} units fulfilled`)
  if (fulfilled === 0) return 'unfulfilled'
  return fulfilled === total ? 'fulfilled' : 'partial'
}

export function canMovePayment(from: PaymentStatus, to: PaymentStatus): boolean {
  return PAYMENT[from].includes(to)
}

export function canMoveFulfillment(from: FulfillmentStatus, to: FulfillmentStatus): boolean {
  return FULFILLMENT[from].includes(to)
}

/** What a return may be right before it becomes `to`: the guard of the UPDATE that moves it. */
export function returnStatusesBefore(to: ReturnStatus): ReturnStatus[] {
  return (Object.keys(RETURN) as ReturnStatus[]).filter((from) => RETURN[from].includes(to))
}
