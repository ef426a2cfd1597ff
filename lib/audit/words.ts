/** What an entry of the audit log says, in the desk's words. */
import { actionSentence, reasonOf } from '@/lib/operators/words'
import type { AuditAction } from './queries'

/** Tables that are logged, as a merchant calls what is in them. */
export const SUBJECT_WORDS: Record<string, string> = {
  collections: 'collection',
  collection_products: 'product',
  custom_domains: 'domain',
  discounts: 'discount',
  domain_claims: 'domain claim',
  draft_orders: 'draft order',
  fulfillments: 'fulfilment',
  inventory_movements: 'stock',
  memberships: 'team member',
  notification_settings: 'notification',
  operator_actions: 'operator’s action',
  order_cancellations: 'cancellation',
  order_events: 'note',
  orders: 'order',
  pages: 'page',
  product_images: 'picture',
  products: 'product',
  refunds: 'refund',
  returns: 'return',
  saved_views: 'saved view',
  shipping_rates: 'shipping rate',
  shipping_zones: 'shipping zone',
  stores: 'the store’s settings',
  tax_rates: 'tax rate',
  themes: 'theme',
  variants: 'variant',
  webhook_subscriptions: 'webhook',
}

/** One of each in a store: the noun says it all. */
const ONLY_ONE = new Set(['stores', 'themes'])

/** What the log can be narrowed to: each logged table in one of them. */
export const AUDIT_TOPICS = {
  orders: { label: 'Orders', subjects: ['orders', 'fulfillments', 'order_cancellations', 'order_events', 'returns'] },
  drafts: { label: 'Drafts', subjects: ['draft_orders'] },
  refunds: { label: 'Refunds', subjects: ['refunds'] },
  products: { label: 'Products', subjects: ['products', 'variants', 'product_images'] },
  stock: { label: 'Stock', subjects: ['inventory_movements'] },
  collections: { label: 'Collections', subjects: ['collections', 'collection_products'] },
  discounts: { label: 'Discounts', subjects: ['discounts'] },
  domains: { label: 'Domains', subjects: ['custom_domains', 'domain_claims'] },
  shop: { label: 'Shop’s pages', subjects: ['pages', 'themes'] },
  shipping: { label: 'Shipping and taxes', subjects: ['shipping_zones', 'shipping_rates', 'tax_rates'] },
  webhooks: { label: 'Webhooks', subjects: ['webhook_subscriptions'] },
  team: { label: 'Team', subjects: ['memberships'] },
  settings: { label: 'Settings', subjects: ['stores', 'notification_settings', 'saved_views'] },
  operators: { label: 'Operators’ actions', subjects: ['operator_actions'] },
} as const
export type AuditTopic = keyof typeof AUDIT_TOPICS
export const AUDIT_TOPIC_NAMES = Object.keys(AUDIT_TOPICS) as AuditTopic[]

const ACTION_WORDS: Record<AuditAction, string> = {
  insert: 'added',
  update: 'changed',
  delete: 'removed',
  'store.exported': 'exported',
}

export function sentenceOf(entry: {
  action: string
  subject: string
  subjectId: string
  /** What stands after the noun (names.ts). */
  about: string | null
  after: Record<string, unknown> | null
}): string {
  if (entry.action === 'store.exported') return `exported ${entry.after?.files ?? 'the store'}`
  if (entry.subject === 'operator_actions') return operatorSentence(entry.after ?? {})
  const verb = ACTION_WORDS[entry.action as AuditAction] ?? entry.action
  const noun = SUBJECT_WORDS[entry.subject] ?? entry.subject
  if (ONLY_ONE.has(entry.subject)) return `${verb} ${noun}`
  return `${verb} ${noun} ${entry.about ?? entry.subjectId.replaceAll('_', ' ')}`
}

/** An operator's deed says itself, and why. */
function operatorSentence({ action, details }: Record<string, unknown>): string {
  const told = typeof details === 'object' && details !== null ? { ...details } : {}
  const reason = reasonOf(told)
  return `${actionSentence(String(action), told)}${reason ? `: ${reason}` : ''}`
}
