/** The mail that says "a parcel is on its way": what is in it and where to follow it. Pure. */
import type { OrderDetail, OrderFulfillment } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { html } from './html'
import { letter, paletteOf } from './layout'
import type { Mail } from './mailer'
import { addressLines, factsHtml, linesHtml, linesText } from './order-parts'

export function shippingConfirmation(store: StoreProfile, order: OrderDetail, parcel: OrderFulfillment): Mail {
  const origin = storeOrigin(store)
  const palette = paletteOf(store)
  const lines = parcel.items.flatMap(({ lineNo, quantity }) => {
    const line = order.lines.find((each) => each.lineNo === lineNo)
    return line ? [{ line, quantity, price: null }] : []
  })
  const rest = order.lines.some((line) => line.fulfilledQuantity < line.quantity)
  const heading = rest ? 'Part of your order is on its way' : 'Your order is on its way'
  const intro = `${store.name} has sent ${lines.length === 1 ? 'this item' : 'these items'} of order #${order.number}.${rest ? ' The rest follows.' : ''}`
  const followable = safeLink(parcel.trackingUrl)
  const button = followable
    ? { label: 'Follow the parcel', href: followable }
    : { label: 'View your order', href: `${origin}/orders/${order.token}` }
  const tracking = [parcel.trackingCompany, parcel.trackingNumber].filter(Boolean).join(' ')
  const facts = [
    ...(tracking ? [{ label: 'Parcel', lines: [tracking] }] : []),
    { label: 'Ships to', lines: addressLines(order.shippingAddress) },
  ]
  const shown = { order, locale: store.locale, origin, palette }
  return {
    to: order.email,
    fromName: store.name,
    replyTo: store.email,
    subject: `Order #${order.number} is on its way`,
    html: letter({
      store,
      preview: tracking || intro,
      heading,
      intro,
      button,
      body: html`${linesHtml(shown, lines)}${factsHtml(palette, facts)}`,
    }),
    text: [
      `${heading}.`,
      intro,
      `${button.label}: ${button.href}`,
      linesText(lines),
      ...facts.map((fact) => `${fact.label}\n${fact.lines.join('\n')}`),
      `${store.name}\nQuestions? Reply to this mail.`,
    ].join('\n\n'),
  }
}

/** A merchant's link, if it is one that a mail may carry. */
function safeLink(url: string | null): string | null {
  return url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null
}
