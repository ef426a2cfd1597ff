/** The mail to a shopper whose payment came after the goods were gone: there is no order, and all of the money went back. */
import { formatMoney } from '@/lib/money'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { composeMail } from './compose'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import { factsHtml, factsText } from './order-parts'
import { OWN_WORDS, type Words } from './words'

export interface ReturnedPayment {
  email: string
  amountMinor: number
  currency: string
  titles: string[]
}

export function paymentReturned(store: StoreProfile, payment: ReturnedPayment, words: Words = OWN_WORDS): Mail {
  const amount = formatMoney(payment.amountMinor, payment.currency, store.locale)
  const facts = [{ label: 'In your cart', lines: payment.titles }]
  return composeMail({
    kind: 'payment-returned',
    store,
    to: payment.email,
    words,
    values: { store_name: store.name, payment_amount: amount },
    heading: 'Your payment went back to you',
    intro: `Your payment of ${amount} arrived too late: what you chose had gone to somebody else, so ${store.name} could not make it an order. All of it was returned; your bank may take some days to show it.`,
    button: { label: `Back to ${store.name}`, href: storeOrigin(store) },
    body: factsHtml(paletteOf(store), facts),
    text: factsText(facts),
  })
}
