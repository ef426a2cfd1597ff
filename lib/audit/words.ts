/** What an entry of the audit log says, in the desk's words. */
import { actionSentence, reasonOf } from '@/lib/operators/words'
import type { AuditAction } from './queries'

/** Tables that are logged, as a merchant calls what is in them. */
export const SUBJECT_WORDS: Record<string, string> = {
  collections: 'collection',
  collection_products: 'product in a collection',
  custom_domains: 'domain',
  discounts: 'discount',
  domain_claims: 'domain claim',
  fulfillments: 'fulfilment',
  inventory_movements: 'stock',
  memberships: 'team member',
  order_cancellations: 'cancellation',
  orders: 'order',
  pages: 'page',
  product_images: 'picture',
  products: 'product',
  refunds: 'refund',
  shipping_rates: 'shipping rate',
  shipping_zones: 'shipping zone',
  stores: 'store settings',
  tax_rates: 'tax rate',
  themes: 'theme',
  variants: 'variant',
  webhook_subscriptions: 'webhook',
}

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
  name: string | null
  after: Record<string, unknown> | null
}): string {
  if (entry.action === 'store.exported') return `exported ${entry.after?.files ?? 'the store'}`
  if (entry.subject === 'operator_actions') return operatorSentence(entry.after ?? {})
  const verb = ACTION_WORDS[entry.action as AuditAction] ?? entry.action
  const noun = SUBJECT_WORDS[entry.subject] ?? entry.subject
  return `${verb} ${noun} ${entry.name ? `“${entry.name}”` : entry.subjectId}`
}

/** An operator's deed says itself, and why. */
function operatorSentence({ action, details }: Record<string, unknown>): string {
  const told = typeof details === 'object' && details !== null ? { ...details } : {}
  const reason = reasonOf(told)
  return `${actionSentence(String(action), told)}${reason ? `: ${reason}` : ''}`
}
