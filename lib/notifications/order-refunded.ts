/** The mail that says how much money goes back, and for what. Pure. */
import { formatMoney } from '@/lib/money'
import type { OrderDetail, OrderRefund } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { composeMail, firstName } from './compose'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import { factsHtml, factsText } from './order-parts'
import { OWN_WORDS, type Words } from './words'

/** Days that a bank takes at most to show a refund, as Stripe tells customers. */
const BANK_DAYS = '5 to 10'

export function orderRefunded(
  store: StoreProfile,
  order: OrderDetail,
  refund: OrderRefund,
  words: Words = OWN_WORDS,
): Mail {
  const money = (minor: number) => formatMoney(minor, order.currency, store.locale)
  const amount = money(refund.amountMinor)
  const left = order.totalMinor - order.refundedMinor
  const whole = left === 0 && refund.amountMinor === order.totalMinor
  const facts = [
    { label: 'Refunded', lines: [amount] },
    ...(whole ? [] : [{ label: 'Refunded in all', lines: [money(order.refundedMinor)] }]),
  ]
  return composeMail({
    kind: 'order-refunded',
    store,
    to: order.email,
    words,
    values: {
      store_name: store.name,
      order_number: `#${order.number}`,
      first_name: firstName(order.shippingAddress.name),
      refund_amount: amount,
    },
    heading: `${amount} is on its way back to you`,
    intro: `${store.name} has refunded ${whole ? '' : 'part of '}order #${order.number}. Your bank shows it within ${BANK_DAYS} business days.`,
    button: { label: 'View your order', href: `${storeOrigin(store)}/orders/${order.token}` },
    body: factsHtml(paletteOf(store), facts),
    text: factsText(facts),
  })
}
