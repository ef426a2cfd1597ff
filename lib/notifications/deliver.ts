/**
 * One mail for one event, however often the event arrives: claimed before, marked after the server accepted it, given up at
 * once when it did not. A process killed between accepting and marking is the one case of a second mail, and then both have
 * the same Message-ID. What the store has switched off is done when it is claimed: it is not sent when it is on again.
 */
import { type Tx, withStore } from '@/db/store'
import { claimEvent, completeEvent, releaseEvent } from '@/lib/events/claim'
import { recordOrderEvent } from '@/lib/orders/history'
import { getStoreProfile } from '@/lib/stores/queries'
import { allowMail } from './allowance'
import { type Mail, sendMail } from './mailer'
import { findMailSetting, isSent } from './settings'
import type { Words } from './words'

export type Delivery = 'sent' | 'already_sent' | 'nothing_to_send'

/** Which event asks for a mail. */
export interface Asked {
  eventId: string
  /** Somebody of the store's team wants this very mail: it goes though its kind is switched off. */
  requested?: boolean
}

interface Occasion extends Asked {
  /** As lib/notifications/kinds.ts names it. */
  kind: string
  /** The order whose history tells that the mail was sent. */
  orderId?: number
}

type Composer = (tx: Tx, words: Words) => Promise<Mail | null>

/**
 * Composes and sends the mail of `kind` for the event, once. `composer` answers null when there is nothing to tell. A mail
 * about an order is written into that order's history.
 *
 * @throws when another delivery is at it, or when composing or sending failed: deliver the event again
 */
export async function deliverOnce(storeId: number, occasion: Occasion, composer: Composer): Promise<Delivery> {
  const { kind, eventId, orderId } = occasion
  const consumer = `mail.${kind}`
  const { claim, mail } = await withStore(storeId, async (tx) => {
    const claim = await claimEvent(tx, consumer, eventId)
    // One transaction: what cannot be composed is not claimed either.
    return { claim, mail: claim === 'claimed' ? await compose(tx, occasion, composer) : null }
  })
  if (claim === 'done') return 'already_sent'
  if (claim === 'busy') throw new Error('another delivery of this event is sending its mail')
  try {
    if (mail) {
      await allowMail(storeId, mail.unsubscribeUrl ? 'reminders' : 'orders')
      await sendMail(mail, `${eventId}.${kind}`)
    }
  } catch (error) {
    await withStore(storeId, (tx) => releaseEvent(tx, consumer, eventId))
    throw error
  }
  await withStore(storeId, (tx) =>
    Promise.all([
      completeEvent(tx, consumer, eventId),
      mail &&
        orderId &&
        recordOrderEvent(tx, { orderId, kind: 'mail_sent', details: { mail: kind, to: mail.to }, userId: null }),
    ]),
  )
  return mail ? 'sent' : 'nothing_to_send'
}

async function compose(tx: Tx, { kind, requested }: Occasion, composer: Composer): Promise<Mail | null> {
  const [setting, { settings }] = await Promise.all([findMailSetting(tx, kind), getStoreProfile(tx)])
  return requested || isSent(kind, setting, settings) ? composer(tx, setting) : null
}
