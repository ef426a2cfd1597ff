/**
 * Every event the commerce records, with what it carries: ids only, never an address or a name, since payloads travel to
 * other machines. A consumer loads what it needs under the store's own transaction.
 */
export interface EventPayloads {
  'order.created': { orderId: number }
  'order.payment_captured': { orderId: number }
  /** The authorisation is gone (expired, cancelled at the bank) before it was captured. */
  'order.payment_failed': { orderId: number }
  'order.fulfilled': { orderId: number; fulfillmentId: number }
  /** A payment arrived for goods that are no longer there; the money went back. */
  'order.refunded_unfulfillable': { attemptId: string }
  'store.created': { storeId: number }
}

export type Topic = keyof EventPayloads
