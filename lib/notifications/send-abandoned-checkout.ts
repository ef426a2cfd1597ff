/** Loads a checkout that was left and reminds of it. A workflow: the mail goes out between transactions. */
import { boughtSince, findLeftCheckout } from '@/lib/recovery/queries'
import { isUnsubscribed } from '@/lib/recovery/unsubscribe'
import { getStoreProfile } from '@/lib/stores/queries'
import { abandonedCheckout } from './abandoned-checkout'
import { type Delivery, deliverOnce } from './deliver'

/** Reminds once for the event; asked again at the last moment, nobody who bought or said no meanwhile. */
export function sendAbandonedCheckout(
  storeId: number,
  { abandonedId, eventId }: { abandonedId: number; eventId: string },
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'abandoned-checkout', eventId }, async (tx, words) => {
    const left = await findLeftCheckout(tx, abandonedId)
    if (!left || left.lines.length === 0) return null
    if (await isUnsubscribed(tx, left.email)) return null
    if (await boughtSince(tx, left.email, left.createdAt)) return null
    return abandonedCheckout(await getStoreProfile(tx), left, words)
  })
}
