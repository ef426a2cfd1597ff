/**
 * The mail to the merchant whose webhook was stopped. It is always sent, so it is no kind that one switches. Its consumer may
 * be anybody's: nothing of its answers is in here. Pure.
 */
import type { StoreProfile } from '@/lib/stores/queries'
import { html } from './html'
import { footerLines, letter } from './layout'
import { paletteOf, senderOf } from './look'
import type { Mail } from './mailer'
import { factsHtml, factsText } from './order-parts'

/** `desk`: scheme, host and path of the store's desk. */
export function webhookStopped(
  store: StoreProfile,
  webhook: { id: number; url: string; topics: string[] },
  { to, desk }: { to: string; desk: string },
): Mail {
  const heading = 'A webhook was stopped'
  const intro =
    'Several deliveries in a row could not be made, each tried for four hours, so nothing more is sent to this address. When it takes deliveries again, resume the webhook; what failed can be sent again from there.'
  const button = { label: 'Open the webhook', href: `${desk}/settings/webhooks/${webhook.id}` }
  const facts = [
    { label: 'Address', lines: [webhook.url] },
    { label: 'Events', lines: webhook.topics },
  ]
  const closing = 'You get this mail because a webhook of your store needs you.'
  return {
    ...senderOf(store),
    to,
    subject: `A webhook of ${store.name} was stopped`,
    html: letter({
      store,
      preview: intro,
      heading,
      intro,
      button,
      body: factsHtml(paletteOf(store), facts),
      closing: html`${closing}`,
    }),
    text: [
      `${heading}.`,
      intro,
      `${button.label}: ${button.href}`,
      ...factsText(facts),
      [store.name, closing, ...footerLines(store)].join('\n'),
    ].join('\n\n'),
  }
}
