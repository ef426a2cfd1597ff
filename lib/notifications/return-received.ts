/** The mail that says that goods which were sent back have arrived. Pure. */
import type { OrderDetail, OrderReturn } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { composeMail, firstName } from './compose'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import { factsHtml, factsText } from './order-parts'
import { OWN_WORDS, type Words } from './words'

export function returnReceived(
  store: StoreProfile,
  order: OrderDetail,
  received: OrderReturn,
  words: Words = OWN_WORDS,
): Mail {
  const facts = received.items.flatMap(({ lineNo, quantity }) => {
    const line = order.lines.find((each) => each.lineNo === lineNo)
    return line ? [{ label: `Quantity ${quantity}`, lines: [line.title] }] : []
  })
  return composeMail({
    kind: 'return-received',
    store,
    to: order.email,
    words,
    values: {
      store_name: store.name,
      order_number: `#${order.number}`,
      first_name: firstName(order.shippingAddress.name),
    },
    heading: 'Your return has arrived',
    intro: `${store.name} has received what you sent back from order #${order.number}. Money that goes back to you is told in a mail of its own.`,
    button: { label: 'View your order', href: `${storeOrigin(store)}/orders/${order.token}` },
    body: factsHtml(paletteOf(store), facts),
    text: factsText(facts),
  })
}
