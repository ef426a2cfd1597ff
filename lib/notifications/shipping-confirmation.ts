/** The mail that says "a parcel is on its way": what is in it and where to follow it. Pure. */
import type { OrderDetail, OrderFulfillment } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { composeMail, firstName } from './compose'
import { html } from './html'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import { addressLines, factsHtml, factsText, linesHtml, linesText } from './order-parts'
import { OWN_WORDS, type Words } from './words'

export function shippingConfirmation(
  store: StoreProfile,
  order: OrderDetail,
  parcel: OrderFulfillment,
  words: Words = OWN_WORDS,
): Mail {
  const origin = storeOrigin(store)
  const palette = paletteOf(store)
  const lines = parcel.items.flatMap(({ lineNo, quantity }) => {
    const line = order.lines.find((each) => each.lineNo === lineNo)
    return line ? [{ line, quantity, price: null }] : []
  })
  const rest = order.lines.some((line) => line.fulfilledQuantity < line.quantity)
  const intro = `${store.name} has sent ${lines.length === 1 ? 'this item' : 'these items'} of order #${order.number}.${rest ? ' The rest follows.' : ''}`
  const followable = safeLink(parcel.trackingUrl)
  const tracking = [parcel.trackingCompany, parcel.trackingNumber].filter(Boolean).join(' ')
  const facts = [
    ...(tracking ? [{ label: 'Parcel', lines: [tracking] }] : []),
    { label: 'Ships to', lines: addressLines(order.shippingAddress) },
  ]
  return composeMail({
    kind: 'shipping-confirmation',
    store,
    to: order.email,
    words,
    values: {
      store_name: store.name,
      order_number: `#${order.number}`,
      first_name: firstName(order.shippingAddress.name),
      tracking_number: parcel.trackingNumber ?? '',
    },
    preview: tracking || intro,
    heading: rest ? 'Part of your order is on its way' : 'Your order is on its way',
    intro,
    button: followable
      ? { label: 'Follow the parcel', href: followable }
      : { label: 'View your order', href: `${origin}/orders/${order.token}` },
    body: html`${linesHtml({ origin, palette }, lines)}${factsHtml(palette, facts)}`,
    text: [linesText(lines), ...factsText(facts)],
  })
}

/** A merchant's link, if it is one that a mail may carry. */
function safeLink(url: string | null): string | null {
  return url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null
}
