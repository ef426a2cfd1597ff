/** The Inngest client and the events that functions listen to, typed and checked as lib/events/topics.ts says. */
import { eventType, Inngest } from 'inngest'
import { z } from 'zod'
import { OriginalEventId } from './event-id'

// Checkpointing runs several steps in one call and reports to the server in between, which only Inngest's own servers know.
export const inngest = new Inngest({ id: 'stoa', checkpointing: false, middleware: [OriginalEventId] })

const id = z.int().positive()

export const orderCreated = eventType('order.created', { schema: z.object({ storeId: id, orderId: id }) })
export const paymentCaptured = eventType('order.payment_captured', { schema: z.object({ storeId: id, orderId: id }) })
export const orderDisputed = eventType('order.disputed', {
  schema: z.object({ storeId: id, orderId: id, disputeId: id }),
})
export const orderFulfilled = eventType('order.fulfilled', {
  schema: z.object({ storeId: id, orderId: id, fulfillmentId: id }),
})
export const orderRefunded = eventType('order.refunded', {
  schema: z.object({ storeId: id, orderId: id, refundId: id }),
})
export const orderCancelled = eventType('order.cancelled', { schema: z.object({ storeId: id, orderId: id }) })
export const paymentReturned = eventType('order.refunded_unfulfillable', {
  schema: z.object({ storeId: id, attemptId: z.uuid() }),
})
export const orderReturnReceived = eventType('order.return_received', {
  schema: z.object({ storeId: id, orderId: id, returnId: id }),
})
export const orderMailRequested = eventType('order.mail_requested', {
  schema: z.object({
    storeId: id,
    orderId: id,
    kind: z.string(),
    fulfillmentId: id.nullable(),
    refundId: id.nullable(),
  }),
})
export const checkoutAbandoned = eventType('checkout.abandoned', {
  schema: z.object({ storeId: id, cartId: id, abandonedId: id }),
})
export const inventoryLow = eventType('inventory.low', { schema: z.object({ storeId: id, at: id }) })
export const draftInvoiceRequested = eventType('draft_order.invoice_requested', {
  schema: z.object({ storeId: id, draftOrderId: id }),
})
export const webhookDeliveryRequested = eventType('webhook.delivery_requested', {
  schema: z.object({ storeId: id, subscriptionId: id }),
})
export const webhookSubscriptionStopped = eventType('webhook.subscription_stopped', {
  schema: z.object({ storeId: id, subscriptionId: id }),
})
