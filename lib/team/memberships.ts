/** Who belongs to which store: the only source of a merchant's power. Host names and paths give none. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { memberships, stores, users } from '@/db/schema/stores'
import type { Role } from './permissions'

export interface Membership {
  storeId: number
  slug: string
  name: string
  role: Role
  currency: string
  primaryDomain: string | null
  status: 'active' | 'suspended' | 'closed'
}

/** How many stores the switcher and the store page show. */
export const STORES_SHOWN_MAX = 200
const TEAM_SHOWN_MAX = 200

const columns = {
  storeId: memberships.storeId,
  slug: stores.slug,
  name: stores.name,
  role: memberships.role,
  currency: stores.currency,
  primaryDomain: stores.primaryDomain,
  status: stores.status,
}

/** The user's place in the store with this slug; null for a stranger and an unknown slug alike. A closed store keeps its team. */
export async function findMembership(userId: number, slug: string): Promise<Membership | null> {
  const [row] = await readPlatform((tx) =>
    tx
      .select(columns)
      .from(memberships)
      .innerJoin(stores, eq(stores.id, memberships.storeId))
      .where(and(eq(memberships.userId, userId), eq(stores.slug, slug)))
      .limit(1),
  )
  return row ?? null
}

/** The stores a user belongs to, by name; at most STORES_SHOWN_MAX. */
export function listMemberships(userId: number): Promise<Membership[]> {
  return readPlatform((tx) =>
    tx
      .select(columns)
      .from(memberships)
      .innerJoin(stores, eq(stores.id, memberships.storeId))
      .where(eq(memberships.userId, userId))
      .orderBy(asc(stores.name), asc(stores.id))
      .limit(STORES_SHOWN_MAX),
  )
}

/** The people of a store by name; at most TEAM_SHOWN_MAX. */
export function listTeam(storeId: number): Promise<{ userId: number; name: string; role: Role }[]> {
  return readPlatform((tx) =>
    tx
      .select({ userId: memberships.userId, name: users.name, role: memberships.role })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.storeId, storeId))
      .orderBy(asc(users.name), asc(users.id))
      .limit(TEAM_SHOWN_MAX),
  )
}

/** What accounts are called, by id; of at most TEAM_SHOWN_MAX. */
export async function namesOf(userIds: number[]): Promise<Map<number, string>> {
  const wanted = [...new Set(userIds)].slice(0, TEAM_SHOWN_MAX)
  if (wanted.length === 0) return new Map()
  const rows = await readPlatform((tx) =>
    tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, wanted)).limit(TEAM_SHOWN_MAX),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
