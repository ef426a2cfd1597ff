/** Loads an order and mails its confirmation. A workflow: the mail goes out between transactions. */
import { getOrder } from '@/lib/orders/queries'
import { getStoreProfile } from '@/lib/stores/queries'
import { type Asked, type Delivery, deliverOnce } from './deliver'
import { orderConfirmation } from './order-confirmation'

/** Mails the shopper that the order is placed, once for the event. @throws when it has to be tried again */
export function sendOrderConfirmation(
  storeId: number,
  { orderId, ...occasion }: { orderId: number } & Asked,
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'order-confirmation', orderId, ...occasion }, async (tx, words) =>
    orderConfirmation(...(await Promise.all([getStoreProfile(tx), getOrder(tx, orderId)])), words),
  )
}
