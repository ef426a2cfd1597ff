/**
 * Every event the commerce records, with what it carries: ids only, never an address or a name, since payloads travel to
 * other machines. A consumer loads what it needs under the store's own transaction.
 */
export interface EventPayloads {
  'order.created': { orderId: number }
  /** `taxed`: somebody else computed its taxes and is to be told. */
  'order.payment_captured': { orderId: number; taxed: boolean }
  /** The authorisation is gone (expired, cancelled at the bank) before it was captured. */
  'order.payment_failed': { orderId: number }
  'order.fulfilled': { orderId: number; fulfillmentId: number }
  /** A payment arrived for goods that are no longer there; the money went back. */
  'order.refunded_unfulfillable': { attemptId: string }
  'order.updated': { orderId: number }
  'order.cancelled': { orderId: number }
  /** Stripe has taken the refund on. */
  'order.refunded': { orderId: number; refundId: number }
  'order.refund_failed': { orderId: number; refundId: number }
  'order.return_opened': { orderId: number; returnId: number }
  'order.return_received': { orderId: number; returnId: number }
  'order.disputed': { orderId: number; disputeId: number }
  'order.dispute_closed': { orderId: number; disputeId: number }
  /** A merchant wants a mail of this order sent again: `kind` as lib/notifications names it. */
  'order.mail_requested': { orderId: number; kind: string; fulfillmentId: number | null; refundId: number | null }
  'draft_order.created': { draftOrderId: number }
  'draft_order.updated': { draftOrderId: number }
  'draft_order.invoice_requested': { draftOrderId: number }
  'draft_order.completed': { draftOrderId: number; orderId: number }
  'product.created': { productId: number }
  'product.updated': { productId: number }
  'product.deleted': { productId: number }
  /** A shopper who told an address left; a mail reminds of it. */
  'checkout.abandoned': { cartId: number; abandonedId: number }
  /** A digest of low stock was taken; `at`: milliseconds of the moment that it is known by. */
  'inventory.low': { at: number }
  /** Something of this subscription is to be sent now. */
  'webhook.delivery_requested': { subscriptionId: number }
  /** Its consumer took nothing for long, so nothing more is sent. */
  'webhook.subscription_stopped': { subscriptionId: number }
  'store.created': { storeId: number }
  /** Everything of it goes at `deleteAt`, in milliseconds. */
  'store.deletion_scheduled': { deleteAt: number }
  'store.deletion_near': { deleteAt: number; daysLeft: number }
  'store.trial_ending': Record<string, never>
  /** The plan's charge failed for the first time in this period; it is tried again. */
  'store.plan_payment_failed': Record<string, never>
  /** Shoppers see a closed page from now on. */
  'store.plan_ended': { end: 'trial' | 'unpaid' | 'canceled' }
  /** A domain is its own id: public, and the key of its row. `claimedAt` (ms) tells a claim from an earlier one of the name. */
  'domain.claimed': { domain: string; claimedAt: number }
  'domain.check_requested': { domain: string }
  'domain.verified': { domain: string }
  /** Visitors reach it by https now. */
  'domain.secured': { domain: string }
  /** The daily re-check did not find the proof, for the `failures`th time. */
  'domain.failing': { domain: string; failures: number }
  /** It failed too often for too long and leads here no more. */
  'domain.released': { domain: string }
  'domain.removed': { domain: string }
  'store.plan_changed': { storeId: number }
}

export type Topic = keyof EventPayloads
