/** Loads a dispute and mails it to the merchant. A workflow: the mail goes out between transactions. */
import { getDispute } from '@/lib/payments/dispute-queries'
import { getStoreProfile } from '@/lib/stores/queries'
import { type Delivery, deliverOnce } from './deliver'
import { deskOf } from './desk'
import { orderDisputed } from './order-disputed'

/** Mails whom the store named for its orders, else its own address, once for the event. @throws when it has to be tried again */
export function sendOrderDisputed(
  storeId: number,
  { disputeId, eventId }: { disputeId: number; eventId: string },
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'order-disputed', eventId }, async (tx, words) => {
    const store = await getStoreProfile(tx)
    const to = store.settings.orderNotificationEmail ?? store.email
    return orderDisputed(store, await getDispute(tx, disputeId), { to, desk: deskOf(store) }, words)
  })
}
