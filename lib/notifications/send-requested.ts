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
  const asked = { orderId, eventId, requested: true }
  switch (kind) {
    case 'order-confirmation':
      return sendOrderConfirmation(storeId, asked)
    case 'order-cancelled':
      return sendOrderCancelled(storeId, asked)
    case 'shipping-confirmation':
      return fulfillmentId === null ? 'nothing_to_send' : sendShippingConfirmation(storeId, { ...asked, fulfillmentId })
    case 'order-refunded':
      return refundId === null ? 'nothing_to_send' : sendOrderRefunded(storeId, { ...asked, refundId })
    default:
      return 'nothing_to_send'
  }
}
