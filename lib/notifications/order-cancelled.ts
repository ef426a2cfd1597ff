/** The mail that says that an order was called off and what becomes of the money. Pure. */
import { formatMoney } from '@/lib/money'
import type { OrderDetail } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import type { Mail } from './mailer'
import { afterSaleMail } from './order-refunded'

export function orderCancelled(store: StoreProfile, order: OrderDetail): Mail {
  return afterSaleMail(store, order, {
    subject: `Order #${order.number} was cancelled`,
    heading: 'Your order was cancelled',
    intro: `${store.name} has cancelled order #${order.number}. ${moneyWords(store, order)}`,
    facts: order.lines.map((line) => ({ label: `Quantity ${line.quantity}`, lines: [line.title] })),
  })
}

function moneyWords(store: StoreProfile, order: OrderDetail): string {
  if (order.paymentStatus === 'voided') return 'Your card was not charged.'
  if (order.refundedMinor === 0) return 'There was nothing to pay back.'
  const amount = formatMoney(order.refundedMinor, order.currency, store.locale)
  return `${amount} goes back to your card; your bank shows it within 5 to 10 business days.`
}
