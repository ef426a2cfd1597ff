/** The mail that says "we have your order". Pure: the same order gives the same mail. */
import { formatMoney } from '@/lib/money'
import type { OrderDetail } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { composeMail, firstName } from './compose'
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

export function orderConfirmation(store: StoreProfile, order: OrderDetail, words: Words = OWN_WORDS): Mail {
  const origin = storeOrigin(store)
  const { locale } = store
  const palette = paletteOf(store)
  const ships = order.lines.some((line) => line.requiresShipping)
  const then = ships ? ' We will write again when it is on its way.' : ''
  const date = dateOf(order.createdAt, locale)
  const shown = { order, locale, origin, palette }
  const lines = orderedLines(shown)
  const facts = [
    { label: ships ? 'Ships to' : 'Address', lines: addressLines(order.shippingAddress) },
    { label: 'Paid with', lines: [cardLine(order)] },
  ]
  return composeMail({
    kind: 'order-confirmation',
    store,
    to: order.email,
    words,
    values: {
      store_name: store.name,
      order_number: `#${order.number}`,
      first_name: firstName(order.shippingAddress.name),
      order_date: date,
      order_total: formatMoney(order.totalMinor, order.currency, locale),
    },
    preview: `${order.lines.length === 1 ? order.lines[0]?.title : `${order.lines.length} items`} from ${store.name}`,
    heading: `Thank you, ${firstName(order.shippingAddress.name)}`,
    intro: `We have your order #${order.number} of ${date}.${then}`,
    button: { label: 'View your order', href: `${origin}/orders/${order.token}` },
    body: html`${linesHtml(shown, lines)}${totalsHtml(shown)}${factsHtml(palette, facts)}`,
    text: [linesText(lines), totalsText(order, locale), ...factsText(facts)],
  })
}

function dateOf(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
}

function cardLine({ payments }: OrderDetail): string {
  const [payment] = payments
  if (!payment) return 'Nothing to pay'
  if (!payment.cardBrand || !payment.cardLast4) return 'Card'
  return `${payment.cardBrand.charAt(0).toUpperCase()}${payment.cardBrand.slice(1)} ending in ${payment.cardLast4}`
}
