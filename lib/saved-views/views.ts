/** Filters of a list under a name, shared by the store's team. What a query string means is the list's own matter. */
import { and, asc, eq } from 'drizzle-orm'
import { pgErrorOf, UNIQUE_VIOLATION } from '@/db/errors'
import { savedViews } from '@/db/schema/drafts'
import type { Tx } from '@/db/store'
import { DomainError, notFound } from '@/lib/errors'
import { invariant } from '@/lib/invariant'

/** Views of one list. */
export const VIEWS_MAX = 30
export const VIEW_NAME_CHARACTERS = 40

export type ViewedList = (typeof savedViews.$inferSelect)['resource']

export interface SavedView {
  id: number
  name: string
  /** Without `?`. */
  query: string
}

/** In the order in which they were made. */
export function listViews(tx: Tx, resource: ViewedList): Promise<SavedView[]> {
  return tx
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(and(eq(savedViews.storeId, tx.storeId), eq(savedViews.resource, resource)))
    .orderBy(asc(savedViews.id))
    .limit(VIEWS_MAX)
}

/** @throws conflict for a name that is taken, or one view too many */
export async function createView(
  tx: Tx,
  view: { resource: ViewedList; name: string; query: string; userId: number | null },
): Promise<number> {
  const { resource, name, query, userId } = view
  if ((await listViews(tx, resource)).length >= VIEWS_MAX) {
    throw new DomainError('conflict', `A list has at most ${VIEWS_MAX} views. Delete one first.`)
  }
  const rows = await unlessTaken(name, () =>
    tx
      .insert(savedViews)
      .values({ storeId: tx.storeId, resource, name, query, createdBy: userId })
      .returning({ id: savedViews.id }),
  )
  invariant(rows[0], 'an inserted view is returned')
  return rows[0].id
}

/** Another name, another query, or both. @throws not_found; conflict for a name that is taken */
export async function changeView(tx: Tx, id: number, change: { name?: string; query?: string }): Promise<void> {
  const changed = await unlessTaken(change.name ?? '', () =>
    tx
      .update(savedViews)
      .set(change)
      .where(and(eq(savedViews.storeId, tx.storeId), eq(savedViews.id, id)))
      .returning({ id: savedViews.id }),
  )
  if (changed.length === 0) throw notFound('This view')
}

/** @throws not_found */
export async function deleteView(tx: Tx, id: number): Promise<void> {
  const gone = await tx
    .delete(savedViews)
    .where(and(eq(savedViews.storeId, tx.storeId), eq(savedViews.id, id)))
    .returning({ id: savedViews.id })
  if (gone.length === 0) throw notFound('This view')
}

async function unlessTaken<T>(name: string, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (pgErrorOf(error)?.code !== UNIQUE_VIOLATION) throw error
    const message = `There is a view “${name}” already.`
    throw new DomainError('conflict', message, { fields: { name: message } })
  }
}
