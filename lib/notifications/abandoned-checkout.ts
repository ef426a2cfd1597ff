/** The one mail to a shopper who left the checkout: what is still in the cart, and the way back to it. Pure. */
import { formatMoney } from '@/lib/money'
import type { LeftCheckout } from '@/lib/recovery/queries'
import { unsubscribeToken } from '@/lib/recovery/unsubscribe'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { composeMail } from './compose'
import { html } from './html'
import { paletteOf } from './look'
import type { Mail } from './mailer'
import { linesHtml, linesText, type ShownLine } from './order-parts'
import { OWN_WORDS, type Words } from './words'

export function abandonedCheckout(store: StoreProfile, left: LeftCheckout, words: Words = OWN_WORDS): Mail {
  const origin = storeOrigin(store)
  const palette = paletteOf(store)
  const lines = left.lines.map(
    (line): ShownLine => ({
      line,
      quantity: line.quantity,
      price: formatMoney(line.unitPriceMinor * line.quantity, store.currency, store.locale),
    }),
  )
  const token = unsubscribeToken(store.id, left.email)
  const page = `${origin}/unsubscribe/${token}`
  const what = lines.length === 1 ? 'One thing is' : 'Some things are'
  return composeMail({
    kind: 'abandoned-checkout',
    store,
    to: left.email,
    words,
    values: { store_name: store.name, first_item: left.lines[0]?.title ?? '' },
    heading: 'Your cart is still here',
    intro: `${what} waiting for you at ${store.name}. Nothing was charged, and the cart opens where you left it.`,
    button: { label: 'Go back to your cart', href: `${origin}/checkout/recover/${left.token}` },
    body: linesHtml({ origin, palette }, lines),
    text: [linesText(lines)],
    closing: {
      html: html`You get this mail once, because you left your address at the checkout of ${store.name}. <a href="${page}" class="muted" style="color:inherit">No more reminders</a>.`,
      text: `You get this mail once, because you left your address at the checkout.\nNo more reminders: ${page}`,
    },
    unsubscribeUrl: `${origin}/api/unsubscribe/${token}`,
  })
}
