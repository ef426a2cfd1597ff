/** The mail to a shopper whose payment came after the goods were gone: there is no order, and all of the money went back. */
import { formatMoney } from '@/lib/money'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { html } from './html'
import { letter, paletteOf } from './layout'
import type { Mail } from './mailer'
import { factsHtml } from './order-parts'

export interface ReturnedPayment {
  email: string
  amountMinor: number
  currency: string
  titles: string[]
}

export function paymentReturned(store: StoreProfile, payment: ReturnedPayment): Mail {
  const amount = formatMoney(payment.amountMinor, payment.currency, store.locale)
  const heading = 'Your payment went back to you'
  const intro = `Your payment of ${amount} arrived after the items were sold to somebody else, so ${store.name} could not make it an order. All of it was returned; your bank may take some days to show it.`
  const href = storeOrigin(store)
  const facts = [{ label: 'In your cart', lines: payment.titles }]
  return {
    to: payment.email,
    fromName: store.name,
    replyTo: store.email,
    subject: `Your payment to ${store.name} was returned`,
    html: letter({
      store,
      preview: intro,
      heading,
      intro,
      button: { label: `Back to ${store.name}`, href },
      body: html`${factsHtml(paletteOf(store), facts)}`,
    }),
    text: [`${heading}.`, intro, href, ...facts.map((fact) => `${fact.label}\n${fact.lines.join('\n')}`)].join('\n\n'),
  }
}
