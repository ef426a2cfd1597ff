/** The mail that says that an order was called off and what becomes of the money. Pure. */
import { formatMoney } from '@/lib/money'
import type { OrderDetail } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { composeMail, firstName } from './compose'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import { factsHtml, factsText } from './order-parts'
import { OWN_WORDS, type Words } from './words'

export function orderCancelled(store: StoreProfile, order: OrderDetail, words: Words = OWN_WORDS): Mail {
  const facts = order.lines.map((line) => ({ label: `Quantity ${line.quantity}`, lines: [line.title] }))
  return composeMail({
    kind: 'order-cancelled',
    store,
    to: order.email,
    words,
    values: {
      store_name: store.name,
      order_number: `#${order.number}`,
      first_name: firstName(order.shippingAddress.name),
    },
    heading: 'Your order was cancelled',
    intro: `${store.name} has cancelled order #${order.number}. ${moneyWords(store, order)}`,
    button: { label: 'View your order', href: `${storeOrigin(store)}/orders/${order.token}` },
    body: factsHtml(paletteOf(store), facts),
    text: factsText(facts),
  })
}

function moneyWords(store: StoreProfile, order: OrderDetail): string {
  if (order.paymentStatus === 'voided') return 'Your card was not charged.'
  if (order.refundedMinor === 0) return 'There was nothing to pay back.'
  const amount = formatMoney(order.refundedMinor, order.currency, store.locale)
  return `${amount} goes back to your card; your bank shows it within 5 to 10 business days.`
}
