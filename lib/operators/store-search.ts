/**
 * The operator's list of stores, newest first (by falling id) and paged by id, fast with a million of them: a search is a walk
 * along an index of words, domains or e-mail addresses, never a count and never an offset.
 */
import { and, desc, eq, inArray, lt, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type PlatformTx, readPlatform } from '@/db/platform'
import { customDomains } from '@/db/schema/hosts'
import { stores, storeWords, users } from '@/db/schema/stores'
import type { Plan } from '@/lib/plans/table'

export const STORES_PAGE_SIZE = 50
/** Accounts, or domains, that a beginning of an address is looked up to; a longer beginning finds the others. */
const LOOKED_UP_MAX = 100
const WORDS_MAX = 8
/** Stores that a search reads before it asks an index. */
const NEWEST_READ = 5_000
/** Above every character that can follow. */
const LAST = '\u{10ffff}'

export const STORE_STATUSES = ['active', 'suspended', 'closed'] as const
export type StoreStatus = (typeof STORE_STATUSES)[number]

export interface StoreFilter {
  /** Words of the name or address, the beginning of a domain, or with an @ that of the owner's e-mail. */
  q?: string
  status?: StoreStatus
  plan?: Plan
  /** Id of the last one of the page before. */
  after?: string
}

export interface FoundStore {
  id: number
  slug: string
  name: string
  ownerEmail: string
  plan: Plan
  planStatus: (typeof stores.$inferSelect)['planStatus']
  status: StoreStatus
  primaryDomain: string | null
  createdAt: Date
}

export async function listStores(
  { q = '', status, plan, after }: StoreFilter,
  storesDomain: string,
): Promise<{ stores: FoundStore[]; next: string | null }> {
  const cursor = after && /^\d{1,15}$/.test(after) ? lt(stores.id, Number(after)) : sql`true`
  const filter = and(cursor, status && eq(stores.status, status), plan && eq(stores.plan, plan)) ?? cursor
  return readPlatform(async (tx) => {
    const match = await matching(tx, q.trim().toLowerCase(), storesDomain)
    const ids = match
      ? await search(tx, cursor, sql`${filter} and ${match}`)
      : await firstIds(tx, sql`${stores}`, filter)
    const page = ids.slice(0, STORES_PAGE_SIZE)
    return { stores: await rowsOf(tx, page), next: ids.length > page.length ? String(page.at(-1)) : null }
  })
}

/**
 * What matches often is found among the newest, and what is not found there is rare enough for the index of words. PostgreSQL
 * cannot know which of the two a word is, and guessing wrong it reads every store there is: so both are tried, in this order.
 */
async function search(tx: PlatformTx, cursor: SQL, condition: SQL): Promise<number[]> {
  const newest = sql`(select * from ${stores} where ${cursor} order by ${stores.id} desc limit ${NEWEST_READ}) "stores"`
  const recent = await firstIds(tx, newest, condition)
  if (recent.length > STORES_PAGE_SIZE) return recent
  const found = sql`(with found as materialized (select id from ${stores} where ${condition}) select * from found) "stores"`
  return firstIds(tx, found, sql`true`)
}

/** `from`: a source of stores that goes by the table's own name. One more than a page. */
async function firstIds(tx: PlatformTx, from: SQL, condition: SQL): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(
    sql`select ${stores.id} from ${from} where ${condition} order by ${stores.id} desc limit ${STORES_PAGE_SIZE + 1}`,
  )
  return rows.map(({ id }) => Number(id))
}

async function rowsOf(tx: PlatformTx, ids: number[]): Promise<FoundStore[]> {
  if (ids.length === 0) return []
  return tx
    .select(columns)
    .from(stores)
    .innerJoin(users, eq(users.id, stores.ownerId))
    .where(inArray(stores.id, ids))
    .orderBy(desc(stores.id))
    .limit(STORES_PAGE_SIZE)
}

const columns = {
  id: stores.id,
  slug: stores.slug,
  name: stores.name,
  ownerEmail: users.email,
  plan: stores.plan,
  planStatus: stores.planStatus,
  status: stores.status,
  primaryDomain: stores.primaryDomain,
  createdAt: stores.createdAt,
}

async function matching(tx: PlatformTx, q: string, storesDomain: string): Promise<SQL | undefined> {
  if (q === '') return undefined
  if (q.includes('@')) {
    const owners = await tx.select({ id: users.id }).from(users).where(begins(users.email, q)).limit(LOOKED_UP_MAX)
    return inArray(stores.ownerId, [0, ...owners.map(({ id }) => id)])
  }
  const host = q.replace(/:\d+$/, '')
  const own = `.${storesDomain.replace(/:\d+$/, '')}`
  if (host.endsWith(own)) return eq(stores.slug, host.slice(0, -own.length))
  const known = await tx
    .select({ id: customDomains.storeId })
    .from(customDomains)
    .where(begins(customDomains.domain, host))
    .limit(LOOKED_UP_MAX)
  const words = wordsOf(q)
  const byWords = words ? sql`${storeWords(stores.name, stores.slug)} @@ to_tsquery('simple', ${words})` : undefined
  const byDomain = known.length > 0 ? inArray(stores.id, [...new Set(known.map(({ id }) => id))]) : undefined
  return or(byWords, byDomain) ?? sql`false`
}

/** A walk along the index of beginnings (text_pattern_ops), which compares byte by byte whatever the database's language. */
function begins(column: SQLWrapper, beginning: string): SQL {
  return sql`${column} ~>=~ ${beginning} and ${column} ~<~ ${beginning + LAST}`
}

/** Every word as a beginning; null where nothing is a word. Letters and digits alone, so nothing of it is an operator. */
function wordsOf(q: string): string | null {
  const words = q.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return words.length > 0
    ? words
        .slice(0, WORDS_MAX)
        .map((word) => `${word}:*`)
        .join(' & ')
    : null
}
