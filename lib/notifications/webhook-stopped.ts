/** The mail to the merchant whose webhook was stopped. Its consumer may be anybody's, so nothing of its answers is in here. */
import { platformOrigin } from '@/lib/env'
import type { StoreProfile } from '@/lib/stores/queries'
import { html } from './html'
import { letter, paletteOf } from './layout'
import type { Mail } from './mailer'
import { factsHtml } from './order-parts'

export function webhookStopped(store: StoreProfile, webhook: { id: number; url: string; topics: string[] }): Mail {
  const heading = 'A webhook was stopped'
  const intro =
    'Several deliveries in a row could not be made over four hours each, so nothing more is sent to this address. When it takes deliveries again, resume the webhook; what failed can be sent again from there.'
  const href = `${platformOrigin()}/admin/${store.slug}/settings/webhooks/${webhook.id}`
  const facts = [
    { label: 'Address', lines: [webhook.url] },
    { label: 'Events', lines: webhook.topics },
  ]
  return {
    to: store.settings.orderNotificationEmail || store.email,
    fromName: store.name,
    subject: `A webhook of ${store.name} was stopped`,
    html: letter({
      store,
      preview: intro,
      heading,
      intro,
      button: { label: 'Open the webhook', href },
      body: html`${factsHtml(paletteOf(store), facts)}`,
    }),
    text: [`${heading}.`, intro, href, ...facts.map((fact) => `${fact.label}\n${fact.lines.join('\n')}`)].join('\n\n'),
  }
}
