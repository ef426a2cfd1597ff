/** What operators did, newest first and paged by id, each with the names that it is read by. */
import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { operatorActions, platformOperators } from '@/db/schema/operators'
import { stores, users } from '@/db/schema/stores'

export const LOG_PAGE_SIZE = 50
const OPERATORS_SHOWN_MAX = 100

export interface LogFilter {
  operatorId?: number
  storeId?: number
  /** Id of the last one of the page before. */
  after?: string
}

export type LogEntry = Omit<typeof operatorActions.$inferSelect, 'targetStore'> & {
  /** Null for one that has no account any more, and for the platform itself (0). */
  operatorName: string | null
  storeId: number | null
  /** Null for a store that is gone. */
  storeSlug: string | null
}

export async function listOperatorActions(
  { operatorId, storeId, after }: LogFilter,
  limit = LOG_PAGE_SIZE,
): Promise<{ entries: LogEntry[]; next: string | null }> {
  const rows = await readPlatform((tx) =>
    tx
      .select({ entry: operatorActions, operatorName: users.name, storeSlug: stores.slug })
      .from(operatorActions)
      .leftJoin(users, eq(users.id, operatorActions.operatorId))
      .leftJoin(stores, eq(stores.id, operatorActions.targetStore))
      .where(
        and(
          operatorId === undefined ? undefined : eq(operatorActions.operatorId, operatorId),
          storeId === undefined ? undefined : eq(operatorActions.targetStore, storeId),
          after && /^\d{1,15}$/.test(after) ? lt(operatorActions.id, Number(after)) : undefined,
        ),
      )
      .orderBy(desc(operatorActions.id))
      .limit(limit + 1),
  )
  const page = rows.slice(0, limit)
  return {
    entries: page.map(({ entry: { targetStore, ...entry }, ...names }) => ({
      ...entry,
      ...names,
      storeId: targetStore,
    })),
    next: rows.length > page.length ? String(page.at(-1)?.entry.id) : null,
  }
}

/** Those who are operators now, by name. */
export function listOperators(): Promise<{ userId: number; name: string }[]> {
  return readPlatform((tx) =>
    tx
      .select({ userId: users.id, name: users.name })
      .from(platformOperators)
      .innerJoin(users, eq(users.id, platformOperators.userId))
      .orderBy(asc(users.name), asc(users.id))
      .limit(OPERATORS_SHOWN_MAX),
  )
}

/** The store that somebody means by a subdomain; null for an unknown one. */
export async function findStoreId(slug: string): Promise<number | null> {
  const [row] = await readPlatform((tx) =>
    tx.select({ id: stores.id }).from(stores).where(eq(stores.slug, slug)).limit(1),
  )
  return row?.id ?? null
}

/** Those of `userIds` who did something in the store as operators, with their names: they are not of its team. */
export async function listVisitors(storeId: number, userIds: number[]): Promise<{ userId: number; name: string }[]> {
  const wanted = [...new Set(userIds)].slice(0, OPERATORS_SHOWN_MAX)
  if (wanted.length === 0) return []
  return readPlatform((tx) =>
    tx
      .selectDistinct({ userId: users.id, name: users.name })
      .from(operatorActions)
      .innerJoin(users, eq(users.id, operatorActions.operatorId))
      .where(and(eq(operatorActions.targetStore, storeId), inArray(operatorActions.operatorId, wanted)))
      .limit(OPERATORS_SHOWN_MAX),
  )
}
