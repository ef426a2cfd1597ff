/** The mail with which a customer pays a draft order: what is in it, what was agreed, and the link. Pure. */
import type { Draft } from '@/lib/drafts/types'
import { formatMoney } from '@/lib/money'
import type { Quote } from '@/lib/pricing/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { html } from './html'
import { letter } from './layout'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import { factsHtml, linesHtml, linesText } from './order-parts'

/** Where a draft order is paid. */
export function draftLink(store: Pick<StoreProfile, 'slug' | 'primaryDomain'>, token: string): string {
  return `${storeOrigin(store)}/checkout/draft/${token}`
}

export function draftInvoice(store: StoreProfile, draft: Draft, quote: Quote): Mail {
  const href = draftLink(store, draft.token)
  const heading = 'Your order is ready to be paid'
  const intro = `${store.name} has put this order together for you. Enter your address and pay at the link below.`
  const lines = quote.lines.map((line) => ({
    line,
    quantity: line.quantity,
    price: formatMoney(line.subtotal, quote.currency, store.locale),
  }))
  const facts = sums(quote, store.locale)
  const palette = paletteOf(store)
  return {
    to: draft.email,
    fromName: store.name,
    replyTo: store.email,
    subject: `Your invoice from ${store.name}`,
    html: letter({
      store,
      preview: intro,
      heading,
      intro,
      button: { label: 'Pay now', href },
      body: html`${linesHtml({ origin: storeOrigin(store), palette }, lines)}${factsHtml(palette, facts)}`,
    }),
    text: [
      `${heading}.`,
      intro,
      `Pay now: ${href}`,
      linesText(lines),
      ...facts.map(({ label, lines: words }) => `${label}: ${words.join(' ')}`),
      `${store.name}\nQuestions? Reply to this mail.`,
    ].join('\n\n'),
  }
}

function sums(quote: Quote, locale: string): { label: string; lines: string[] }[] {
  const money = (minor: number) => formatMoney(minor, quote.currency, locale)
  const ships = quote.lines.some((line) => line.requiresShipping)
  const open = [ships && !quote.shippingRate ? 'shipping' : '', quote.taxInclusive ? '' : 'tax'].filter(Boolean)
  return [
    ...(quote.discounts ?? []).map(({ title, amount }) => ({ label: title, lines: [`−${money(amount)}`] })),
    ...(quote.shippingRate ? [{ label: quote.shippingRate.name, lines: [money(quote.shipping)] }] : []),
    { label: open.length > 0 ? `Total before ${open.join(' and ')}` : 'Total', lines: [money(quote.total)] },
  ]
}
