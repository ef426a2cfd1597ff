/** A mail of an order that the store's team asked for again. Its event is a new one, so that it is sent once more, and once. */
import type { Delivery } from './deliver'
import { sendOrderCancelled, sendOrderRefunded } from './send-after-sale'
import { sendOrderConfirmation } from './send-order-confirmation'
import { sendShippingConfirmation } from './send-shipping-confirmation'

export interface RequestedMail {
  orderId: number
  kind: string
  fulfillmentId: number | null
  refundId: number | null
  eventId: string
}

export async function sendRequestedMail(storeId: number, requested: RequestedMail): Promise<Delivery> {
  const { orderId, kind, fulfillmentId, refundId, eventId } = requested
  switch (kind) {
    case 'order-confirmation':
      return sendOrderConfirmation(storeId, { orderId, eventId })
    case 'order-cancelled':
      return sendOrderCancelled(storeId, { orderId, eventId })
    case 'shipping-confirmation':
      return fulfillmentId === null
        ? 'nothing_to_send'
        : sendShippingConfirmation(storeId, { orderId, fulfillmentId, eventId })
    case 'order-refunded':
      return refundId === null ? 'nothing_to_send' : sendOrderRefunded(storeId, { orderId, refundId, eventId })
    default:
      return 'nothing_to_send'
  }
}
