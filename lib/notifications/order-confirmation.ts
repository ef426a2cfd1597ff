/** The mail that says "we have your order". Pure: the same order gives the same mail. */
import type { OrderDetail } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { html } from './html'
import { letter, paletteOf } from './layout'
import type { Mail } from './mailer'
import { addressLines, factsHtml, linesHtml, linesText, orderedLines, totalsHtml, totalsText } from './order-parts'

export function orderConfirmation(store: StoreProfile, order: OrderDetail): Mail {
  const origin = storeOrigin(store)
  const { locale } = store
  const palette = paletteOf(store)
  const href = `${origin}/orders/${order.token}`
  const heading = `Thank you, ${firstName(order.shippingAddress.name)}`
  const ships = order.lines.some((line) => line.requiresShipping)
  const then = ships ? ' We will write again when it is on its way.' : ''
  const intro = `We have your order #${order.number} of ${dateOf(order.createdAt, locale)}.${then}`
  const shown = { order, locale, origin, palette }
  const lines = orderedLines(shown)
  const facts = [
    { label: ships ? 'Ships to' : 'Address', lines: addressLines(order.shippingAddress) },
    { label: 'Paid with', lines: [cardLine(order)] },
  ]
  return {
    to: order.email,
    fromName: store.name,
    replyTo: store.email,
    subject: `Order #${order.number} confirmed`,
    html: letter({
      store,
      preview: `${order.lines.length === 1 ? order.lines[0]?.title : `${order.lines.length} items`} from ${store.name}`,
      heading,
      intro,
      button: { label: 'View your order', href },
      body: html`${linesHtml(shown, lines)}${totalsHtml(shown)}${factsHtml(palette, facts)}`,
    }),
    text: [
      `${heading}.`,
      intro,
      `View your order: ${href}`,
      linesText(lines),
      totalsText(order, locale),
      ...facts.map((fact) => `${fact.label}\n${fact.lines.join('\n')}`),
      `${store.name}${store.settings.address ? `, ${store.settings.address}` : ''}\nQuestions? Reply to this mail.`,
    ].join('\n\n'),
  }
}

function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name
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
