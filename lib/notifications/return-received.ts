/** The mail that says that goods which were sent back have arrived. Pure. */
import type { OrderDetail, OrderReturn } from '@/lib/orders/types'
import type { StoreProfile } from '@/lib/stores/queries'
import type { Mail } from './mailer'
import { afterSaleMail } from './order-refunded'

export function returnReceived(store: StoreProfile, order: OrderDetail, received: OrderReturn): Mail {
  const facts = received.items.flatMap(({ lineNo, quantity }) => {
    const line = order.lines.find((each) => each.lineNo === lineNo)
    return line ? [{ label: `Quantity ${quantity}`, lines: [line.title] }] : []
  })
  return afterSaleMail(store, order, {
    subject: `Your return of order #${order.number} has arrived`,
    heading: 'Your return has arrived',
    intro: `${store.name} has received what you sent back from order #${order.number}. Money that goes back to you is told in a mail of its own.`,
    facts,
  })
}
