/**
 * One mail for one event, however often the event arrives: claimed before, marked after the server accepted it, given up at
 * once when it did not. A process killed between accepting and marking is the one case of a second mail, and then both have
 * the same Message-ID.
 */
import { type Tx, withStore } from '@/db/store'
import { claimEvent, completeEvent, releaseEvent } from '@/lib/events/claim'
import { type Mail, sendMail } from './mailer'

export type Delivery = 'sent' | 'already_sent' | 'nothing_to_send'

/**
 * Composes and sends the mail of `kind` for the event, once. `compose` answers null when there is nothing to tell.
 *
 * @throws when another delivery is at it, or when composing or sending failed: deliver the event again
 */
export async function deliverOnce(
  storeId: number,
  { kind, eventId }: { kind: string; eventId: string },
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
  await withStore(storeId, (tx) => completeEvent(tx, consumer, eventId))
  return mail ? 'sent' : 'nothing_to_send'
}
