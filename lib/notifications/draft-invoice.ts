/** The mail with which a customer pays a draft order: what is in it, what was agreed, and the link. Pure. */
import { draftLink } from '@/lib/drafts/link'
import type { Draft } from '@/lib/drafts/types'
import { formatMoney } from '@/lib/money'
import type { Quote, QuoteLine } from '@/lib/pricing/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { composeMail, firstName } from './compose'
import { html } from './html'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import { factsHtml, factsText, linesHtml, linesText } from './order-parts'
import { OWN_WORDS, type Words } from './words'

type Billed = Pick<Quote, 'currency' | 'discounts' | 'shipping' | 'shippingRate' | 'taxInclusive' | 'total'> & {
  lines: Pick<QuoteLine, 'title' | 'variantTitle' | 'imageKey' | 'quantity' | 'subtotal' | 'requiresShipping'>[]
}

export function draftInvoice(
  store: StoreProfile,
  draft: Pick<Draft, 'email' | 'customerName' | 'token'>,
  quote: Billed,
  words: Words = OWN_WORDS,
): Mail {
  const palette = paletteOf(store)
  const lines = quote.lines.map((line) => ({
    line,
    quantity: line.quantity,
    price: formatMoney(line.subtotal, quote.currency, store.locale),
  }))
  const facts = sums(quote, store.locale)
  return composeMail({
    kind: 'draft-invoice',
    store,
    to: draft.email,
    words,
    values: { store_name: store.name, first_name: firstName(draft.customerName) },
    heading: 'Your order is ready to be paid',
    intro: `${store.name} has put this order together for you. Enter your address and pay at the link below.`,
    button: { label: 'Pay now', href: draftLink(store, draft.token) },
    body: html`${linesHtml({ origin: storeOrigin(store), palette }, lines)}${factsHtml(palette, facts)}`,
    text: [linesText(lines), ...factsText(facts)],
  })
}

function sums(quote: Billed, locale: string): { label: string; lines: string[] }[] {
  const money = (minor: number) => formatMoney(minor, quote.currency, locale)
  const ships = quote.lines.some((line) => line.requiresShipping)
  const open = [ships && !quote.shippingRate ? 'shipping' : '', quote.taxInclusive ? '' : 'tax'].filter(Boolean)
  return [
    ...(quote.discounts ?? []).map(({ title, amount }) => ({
      label: `Discount ${title}`,
      lines: [`−${money(amount)}`],
    })),
    ...(quote.shippingRate ? [{ label: quote.shippingRate.name, lines: [money(quote.shipping)] }] : []),
    { label: open.length > 0 ? `Total before ${open.join(' and ')}` : 'Total', lines: [money(quote.total)] },
  ]
}
