/** A mail of an order sent again because somebody of the store asked for it; who did stands in the order's history. */
import type { Tx } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { recordOrderEvent } from './history'
import { getOrder } from './queries'
import type { OrderDetail } from './types'

/** Mails that can be sent again, as lib/notifications names them. */
export const REPEATABLE_MAILS = [
  'order-confirmation',
  'shipping-confirmation',
  'order-refunded',
  'order-cancelled',
] as const
export type RepeatableMail = (typeof REPEATABLE_MAILS)[number]

export interface MailRequest {
  orderId: number
  mail: RepeatableMail
  /** The parcel or the refund that it tells of; null for the other mails. */
  subjectId: number | null
}

/** @throws not_found; conflict when there is nothing that this mail could tell */
export async function requestMail(tx: Tx, request: MailRequest & { userId: number | null }): Promise<void> {
  const { orderId, mail, subjectId, userId } = request
  const order = await getOrder(tx, orderId)
  if (!hasHappened(order, mail, subjectId)) {
    throw new DomainError('conflict', 'There is nothing to tell in this mail yet. Reload to see the order.')
  }
  await recordOrderEvent(tx, { orderId, kind: 'mail_requested', details: { mail }, userId })
  await recordEvent(tx, 'order.mail_requested', {
    orderId,
    kind: mail,
    fulfillmentId: mail === 'shipping-confirmation' ? subjectId : null,
    refundId: mail === 'order-refunded' ? subjectId : null,
  })
}

function hasHappened(order: OrderDetail, mail: RepeatableMail, subjectId: number | null): boolean {
  switch (mail) {
    case 'order-confirmation':
      return true
    case 'shipping-confirmation':
      return order.fulfillments.some(({ id }) => id === subjectId)
    case 'order-refunded':
      return order.refunds.some(({ id, status }) => id === subjectId && status !== 'failed')
    case 'order-cancelled':
      return order.cancelledAt !== null
  }
}
