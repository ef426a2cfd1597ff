/**
 * One mail for one event, however often the event arrives: claimed before, marked after the server accepted it, given up at
 * once when it did not. A process killed between accepting and marking is the one case of a second mail, and then both have
 * the same Message-ID.
 */
import { type Tx, withStore } from '@/db/store'
import { claimEvent, completeEvent, releaseEvent } from '@/lib/events/claim'
import { recordOrderEvent } from '@/lib/orders/history'
import { type Mail, sendMail } from './mailer'

export type Delivery = 'sent' | 'already_sent' | 'nothing_to_send'

/**
 * Composes and sends the mail of `kind` for the event, once. `compose` answers null when there is nothing to tell. A mail
 * about an order is written into that order's history.
 *
 * @throws when another delivery is at it, or when composing or sending failed: deliver the event again
 */
export async function deliverOnce(
  storeId: number,
  { kind, eventId, orderId }: { kind: string; eventId: string; orderId?: number },
  compose: (tx: Tx) => Promise<Mail | null>,
): Promise<Delivery> {
  const consumer = `mail.${kind}`
  const claim = await withStore(storeId, (tx) => claimEvent(tx, consumer, eventId))
  if (claim === 'done') return 'already_sent'
  if (claim === 'busy') throw new Error('another delivery of this event is sending its mail')
  let mail: Mail | null
  try {
    mail = await withStore(storeId, compose)
    if (mail) await sendMail(mail, `${eventId}.${kind}`)
  } catch (error) {
    await withStore(storeId, (tx) => releaseEvent(tx, consumer, eventId))
    throw error
  }
  await withStore(storeId, async (tx) => {
    await completeEvent(tx, consumer, eventId)
    if (mail && orderId) {
      await recordOrderEvent(tx, { orderId, kind: 'mail_sent', details: { mail: kind, to: mail.to }, userId: null })
    }
  })
  return mail ? 'sent' : 'nothing_to_send'
}
