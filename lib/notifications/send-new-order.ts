/** Loads an order and mails it to the merchant. A workflow: the mail goes out between transactions. */
import { getOrder } from '@/lib/orders/queries'
import { getStoreProfile } from '@/lib/stores/queries'
import { type Delivery, deliverOnce } from './deliver'
import { deskOf } from './desk'
import { newOrder } from './new-order'

/** Mails whom the store named for new orders, once for the event. @throws when it has to be tried again */
export function sendNewOrder(
  storeId: number,
  { orderId, eventId }: { orderId: number; eventId: string },
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'new-order', eventId }, async (tx, words) => {
    const store = await getStoreProfile(tx)
    const to = store.settings.orderNotificationEmail
    return to ? newOrder(store, await getOrder(tx, orderId), { to, desk: deskOf(store) }, words) : null
  })
}
