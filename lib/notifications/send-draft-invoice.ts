/** Loads a draft order and mails its invoice, once for its event. Nothing is sent for one that was paid or called off. */
import { getDraft } from '@/lib/drafts/queries'
import { isOpen } from '@/lib/drafts/status'
import { quoteLines } from '@/lib/pricing/quote'
import { getStoreProfile } from '@/lib/stores/queries'
import { type Delivery, deliverOnce } from './deliver'
import { draftInvoice } from './draft-invoice'

export function sendDraftInvoice(
  storeId: number,
  { draftOrderId, eventId }: { draftOrderId: number; eventId: string },
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'draft-invoice', eventId }, async (tx, words) => {
    const draft = await getDraft(tx, draftOrderId)
    if (!isOpen(draft.status) || draft.email === '') return null
    const { quote } = await quoteLines(tx, { ...draft.cart, destination: null })
    return draftInvoice(await getStoreProfile(tx), draft, quote, words)
  })
}
