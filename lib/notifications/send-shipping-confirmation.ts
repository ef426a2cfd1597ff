/** Loads a parcel and mails that it is on its way. A workflow: the mail goes out between transactions. */
import { notFound } from '@/lib/errors'
import { getOrder } from '@/lib/orders/queries'
import { getStoreProfile } from '@/lib/stores/queries'
import { type Asked, type Delivery, deliverOnce } from './deliver'
import { shippingConfirmation } from './shipping-confirmation'

/** Mails the shopper that a parcel is on its way, once for the event. @throws when it has to be tried again */
export function sendShippingConfirmation(
  storeId: number,
  { orderId, fulfillmentId, ...occasion }: { orderId: number; fulfillmentId: number } & Asked,
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'shipping-confirmation', orderId, ...occasion }, async (tx, words) => {
    const order = await getOrder(tx, orderId)
    const parcel = order.fulfillments.find(({ id }) => id === fulfillmentId)
    if (!parcel) throw notFound('This parcel')
    return shippingConfirmation(await getStoreProfile(tx), order, parcel, words)
  })
}
