/** The mail that tells the merchant of an order: what to send, to whom, and the way to it on the desk. Pure. */
import { formatMoney } from '@/lib/money'
import type { OrderDetail } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { composeMail, deskClosing } from './compose'
import { html } from './html'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import {
  addressLines,
  factsHtml,
  factsText,
  linesHtml,
  linesText,
  orderedLines,
  totalsHtml,
  totalsText,
} from './order-parts'
import { OWN_WORDS, type Words } from './words'

/** `desk`: scheme, host and path of the store's desk. */
export function newOrder(
  store: StoreProfile,
  order: OrderDetail,
  { to, desk }: { to: string; desk: string },
  words: Words = OWN_WORDS,
): Mail {
  const palette = paletteOf(store)
  const { locale } = store
  const shown = { order, locale, origin: storeOrigin(store), palette }
  const lines = orderedLines(shown)
  const total = formatMoney(order.totalMinor, order.currency, locale)
  const facts = [
    { label: 'Customer', lines: [order.email] },
    { label: 'Ships to', lines: addressLines(order.shippingAddress) },
    ...(order.customerNote ? [{ label: 'Note', lines: order.customerNote.split('\n') }] : []),
  ]
  return composeMail({
    kind: 'new-order',
    store,
    to,
    words,
    values: { store_name: store.name, order_number: `#${order.number}`, order_total: total },
    heading: `Order #${order.number}`,
    intro: `${order.shippingAddress.name} has ordered for ${total}.`,
    button: { label: 'Open the order', href: `${desk}/orders/${order.id}` },
    body: html`${linesHtml(shown, lines)}${totalsHtml(shown)}${factsHtml(palette, facts)}`,
    text: [linesText(lines), totalsText(order, locale), ...factsText(facts)],
    closing: deskClosing(`${desk}/settings/notifications`),
    // A reply goes to whom the order is from.
    replyTo: order.email,
  })
}
