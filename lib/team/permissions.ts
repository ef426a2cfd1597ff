/** What each role may do in a store. One small typed map; whoever is not in it may do nothing. */
import type { memberships } from '@/db/schema/stores'

export type Role = (typeof memberships.$inferSelect)['role']

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

const GRANTED: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(PERMISSIONS),
  admin: new Set(PERMISSIONS.filter((permission) => permission !== 'billing.write')),
  staff: new Set(['products.read', 'products.write', 'orders.read', 'orders.write', 'discounts.read', 'settings.read']),
}

/** Whether the role carries the permission. */
export function may(role: Role, permission: Permission): boolean {
  return GRANTED[role].has(permission)
}
