/** The mail that tells the merchant of a dispute: what is at stake, why, and until when the bank listens. Pure. */
import { formatMoney } from '@/lib/money'
import type { OrderDispute } from '@/lib/payments/dispute-queries'
import { disputeReason, isInquiry, needsResponse } from '@/lib/payments/dispute-words'
import type { StoreProfile } from '@/lib/stores/queries'
import { composeMail, deskClosing } from './compose'
import { html } from './html'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import { factsHtml, factsText } from './order-parts'
import { OWN_WORDS, type Words } from './words'

export function orderDisputed(
  store: StoreProfile,
  dispute: OrderDispute,
  { to, desk }: { to: string; desk: string },
  words: Words = OWN_WORDS,
): Mail {
  const amount = formatMoney(dispute.amountMinor, dispute.currency, store.locale)
  const due = dispute.evidenceDueAt && needsResponse(dispute.status) ? dayOf(dispute.evidenceDueAt) : null
  const taken = isInquiry(dispute.status)
    ? 'Nothing has been taken yet: the bank only asks.'
    : 'The amount and the bank’s fee have been taken from your balance; the amount comes back if you win.'
  const answer = due ? ` Answer with evidence on Stripe by ${due}; after that the bank decides without you.` : ''
  const facts = [
    { label: 'Disputed', lines: [amount] },
    { label: 'Reason', lines: [disputeReason(dispute.reason)] },
    ...(due ? [{ label: 'Answer by', lines: [due] }] : []),
  ]
  return composeMail({
    kind: 'order-disputed',
    store,
    to,
    words,
    values: { store_name: store.name, order_number: `#${dispute.orderNumber}`, dispute_amount: amount },
    heading: `Order #${dispute.orderNumber} is disputed`,
    intro: `A customer has asked their bank for ${amount} back. ${taken}${answer}`,
    button: { label: 'Open the order', href: `${desk}/orders/${dispute.orderId}` },
    body: html`${factsHtml(paletteOf(store), facts)}`,
    text: factsText(facts),
    closing: deskClosing(`${desk}/settings/notifications`),
  })
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

function dayOf(iso: string): string {
  return DAY.format(new Date(iso))
}
