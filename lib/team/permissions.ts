/** What each role may do in a store. One small typed map; whoever is not in it may do nothing. */
import type { memberships } from '@/db/schema/stores'

export type Role = (typeof memberships.$inferSelect)['role']
/** Who is at a store's desk: a member of its team, or an operator of the platform who looks into it for a while. */
export type DeskRole = Role | 'operator'

export const PERMISSIONS = [
  'products.read',
  'products.write',
  'orders.read',
  'orders.write',
  'orders.refund',
  'discounts.read',
  'discounts.write',
  'settings.read',
  'settings.write',
  /** The plan, payouts and what the platform is paid. */
  'billing.write',
  'audit.read',
  /** Everything the store holds, its customers' names and addresses among it. */
  'store.export',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const STAFF: Permission[] = [
  'products.read',
  'products.write',
  'orders.read',
  'orders.write',
  'discounts.read',
  'settings.read',
]

const GRANTED: Record<DeskRole, ReadonlySet<Permission>> = {
  owner: new Set(PERMISSIONS),
  admin: new Set(PERMISSIONS.filter((permission) => permission !== 'billing.write')),
  staff: new Set(STAFF),
  // What staff may, and reading who changed what. Never what moves money out or whose store it is: no refund or cancellation
  // (orders.refund), no payouts, domains or keys (settings.write), no plan, closing or
  // deletion (billing.write), no taking of everything the store holds (store.export).
  operator: new Set([...STAFF, 'audit.read']),
}

/** Whether the role carries the permission. */
export function may(role: DeskRole, permission: Permission): boolean {
  return GRANTED[role].has(permission)
}
