/** Server actions of the settings' rooms. */
import { type ActionProbe, merchant, uuidOf } from '../probe'
import { claimedDomain } from '../two-stores'

const SETTINGS = 'app/admin/[store]/settings'
const RATE = { name: 'Post', price: '5', freeOver: '', condition: 'none', from: '', to: '', minDays: '1', maxDays: '2' }
const WORDS = { subject: '', intro: '' }
const LOOK = { senderName: '', replyTo: '', accent: '', logoKey: '', footer: '' }
const HOOK = { url: 'http://127.0.0.1:9/hook', topics: ['orders/create'] }
const settings = (name: string) => `${SETTINGS}/${name}/actions.ts`
const life = `${SETTINGS}/general/life-actions.ts`

const GENERAL: Record<string, ActionProbe> = {
  [`${settings('general')}#saveGeneral`]: merchant('settings.write', '/settings/general', () => ({
    name: 'Island',
    email: 'island@example.test',
  })),
  [`${life}#moveStore`]: merchant('billing.write', '/settings/general', () => ({ slug: 'admin' }), {
    rightful: 'invalid_request',
  }),
  [`${life}#lockShop`]: merchant('settings.write', '/settings/general', () => ({
    locked: false,
    password: '',
    message: '',
    wasLocked: false,
  })),
  [`${life}#closeShop`]: merchant('billing.write', '/settings/general', () => ({})),
  [`${life}#reopenShop`]: merchant('billing.write', '/settings/general', () => ({})),
  [`${life}#deleteStore`]: merchant('billing.write', '/settings/general', () => ({ slug: 'not this one' }), {
    rightful: 'invalid_request',
  }),
}

const MONEY: Record<string, ActionProbe> = {
  [`${settings('payments')}#activatePayments`]: merchant('settings.write', '/settings/payments', () => ({})),
  [`${settings('payments')}#checkPayments`]: merchant('settings.write', '/settings/payments', () => ({})),
  // The stores here pay for no plan: there is nothing to end. After choosing one there is a card's page to go to.
  [`${settings('plan')}#cancel`]: merchant('billing.write', '/settings/plan', () => ({}), { rightful: 'conflict' }),
  [`${settings('plan')}#choose`]: merchant('billing.write', '/settings/plan', () => ({ plan: 'basic' })),
  [`${settings('plan')}#manageCard`]: merchant('billing.write', '/settings/plan', () => ({})),
  [`${settings('plan')}#quote`]: merchant('billing.write', '/settings/plan', () => ({ plan: 'professional' })),
  [`${settings('plan')}#resume`]: merchant('billing.write', '/settings/plan', () => ({}), { rightful: 'conflict' }),
  [`${settings('shipping')}#saveShipping`]: merchant('settings.write', '/settings/shipping', (ref) => ({
    zones: [{ id: ref('zone'), name: 'Z', places: 'US', rates: [{ ...RATE, id: ref('rate') }] }],
  })),
  [`${settings('taxes')}#saveTaxes`]: merchant('settings.write', '/settings/taxes', () => ({
    taxProvider: 'rates',
    taxInclusive: false,
    taxShipping: false,
    rates: [],
  })),
}

const MAILS: Record<string, ActionProbe> = {
  [`${settings('notifications')}#setMail`]: merchant('settings.write', '/settings/notifications', () => ({
    kind: 'shipping-confirmation',
    enabled: true,
  })),
  [`${settings('notifications')}#saveMail`]: merchant('settings.write', '/settings/notifications', () => ({
    kind: 'shipping-confirmation',
    words: WORDS,
  })),
  [`${settings('notifications')}#saveLook`]: merchant('settings.write', '/settings/notifications/look', () => LOOK),
  [`${settings('notifications')}#showDraft`]: merchant('settings.read', '/settings/notifications', () => ({
    kind: 'shipping-confirmation',
    words: WORDS,
  })),
  [`${settings('notifications')}#sendTest`]: merchant('settings.write', '/settings/notifications', () => ({
    kind: 'shipping-confirmation',
    words: WORDS,
  })),
}

const DOMAINS: Record<string, ActionProbe> = {
  [`${settings('domains')}#addDomain`]: merchant(
    'settings.write',
    '/settings/domains',
    (ref) => ({
      domain: claimedDomain(ref('domain')),
    }),
    { lists: true },
  ),
  [`${settings('domains')}#checkDomain`]: merchant(
    'settings.write',
    '/settings/domains',
    (ref) => ({
      domain: claimedDomain(ref('domain')),
    }),
    { lists: true },
  ),
  [`${settings('domains')}#makePrimary`]: merchant(
    'settings.write',
    '/settings/domains',
    (ref) => ({ domain: claimedDomain(ref('domain')) }),
    { rightful: 'not_found' },
  ),
  [`${settings('domains')}#redirectToPrimary`]: merchant('settings.write', '/settings/domains', () => ({ on: false })),
  [`${settings('domains')}#dropDomain`]: merchant(
    'settings.write',
    '/settings/domains',
    (ref) => ({
      domain: claimedDomain(ref('domain')),
    }),
    { lists: true },
  ),
}

const hook = (input: (id: number) => object, more: Parameters<typeof merchant>[3] = {}) =>
  merchant('settings.write', '/settings/webhooks/1', (ref) => input(ref('subscription')), more)

const WEBHOOKS: Record<string, ActionProbe> = {
  [`${settings('webhooks')}#createWebhook`]: merchant('settings.write', '/settings/webhooks/new', () => HOOK),
  [`${settings('webhooks')}#saveWebhook`]: hook((id) => ({ ...HOOK, id })),
  [`${settings('webhooks')}#rotate`]: hook((id) => ({ id })),
  [`${settings('webhooks')}#endOldSecret`]: hook((id) => ({ id })),
  [`${settings('webhooks')}#setRunning`]: hook((id) => ({ id, running: false })),
  [`${settings('webhooks')}#testWebhook`]: hook((id) => ({ id, topic: 'orders/create' })),
  [`${settings('webhooks')}#sendAgain`]: merchant('settings.write', '/settings/webhooks/1', (ref) => ({
    deliveryId: uuidOf(ref('delivery')),
  })),
  [`${settings('webhooks')}#sendRangeAgain`]: hook((id) => ({
    id,
    from: '2026-01-01T00:00:00Z',
    to: '2026-01-02T00:00:00Z',
    failedOnly: true,
  })),
  [`${settings('webhooks')}#removeWebhook`]: hook((id) => ({ id }), { spends: true }),
}

export const SETTINGS_ACTIONS: Record<string, ActionProbe | ActionProbe[]> = {
  ...GENERAL,
  ...MONEY,
  ...MAILS,
  ...DOMAINS,
  ...WEBHOOKS,
}
