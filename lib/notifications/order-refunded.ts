/** The mail that says how much money goes back, and for what. Pure. */
import { formatMoney } from '@/lib/money'
import type { OrderDetail, OrderRefund } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { html } from './html'
import { letter, paletteOf } from './layout'
import type { Mail } from './mailer'
import { factsHtml } from './order-parts'

/** Days that a bank takes at most to show a refund, as Stripe tells customers. */
const BANK_DAYS = '5 to 10'

export function orderRefunded(store: StoreProfile, order: OrderDetail, refund: OrderRefund): Mail {
  const amount = formatMoney(refund.amountMinor, order.currency, store.locale)
  const left = order.totalMinor - order.refundedMinor
  const whole = left === 0 && refund.amountMinor === order.totalMinor
  const heading = `${amount} is on its way back to you`
  const intro = `${store.name} has refunded ${whole ? '' : 'part of '}order #${order.number}. Your bank shows it within ${BANK_DAYS} business days.`
  return afterSaleMail(store, order, {
    subject: `Refund for order #${order.number}`,
    heading,
    intro,
    facts: [
      { label: 'Refunded', lines: [amount] },
      ...(whole
        ? []
        : [{ label: 'Refunded in all', lines: [formatMoney(order.refundedMinor, order.currency, store.locale)] }]),
    ],
  })
}

/** What changed on an order, with the link to its page. */
export function afterSaleMail(
  store: StoreProfile,
  order: Pick<OrderDetail, 'token' | 'email'>,
  words: { subject: string; heading: string; intro: string; facts: { label: string; lines: string[] }[] },
): Mail {
  const href = `${storeOrigin(store)}/orders/${order.token}`
  const { subject, heading, intro, facts } = words
  return {
    to: order.email,
    fromName: store.name,
    replyTo: store.email,
    subject,
    html: letter({
      store,
      preview: intro,
      heading,
      intro,
      button: { label: 'View your order', href },
      body: html`${factsHtml(paletteOf(store), facts)}`,
    }),
    text: [
      `${heading}.`,
      intro,
      `View your order: ${href}`,
      ...facts.map((fact) => `${fact.label}\n${fact.lines.join('\n')}`),
      `${store.name}\nQuestions? Reply to this mail.`,
    ].join('\n\n'),
  }
}
