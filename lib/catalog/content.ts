/** Pages and policies: the store's own words. */
import { and, asc, eq } from 'drizzle-orm'
import { pages } from '@/db/schema/stores'
import type { Tx } from '@/db/store'
import { mayBeHandle } from './rules'
import type { ContentPage, PageKind } from './types'

const MAX_PAGES = 250

export async function findPage(tx: Tx, kind: PageKind, handle: string): Promise<ContentPage | null> {
  if (!mayBeHandle(handle)) return null
  const [row] = await tx
    .select()
    .from(pages)
    .where(and(eq(pages.storeId, tx.storeId), eq(pages.kind, kind), eq(pages.handle, handle)))
    .limit(1)
  return row ? toPage(row) : null
}

/** Pages, then policies, each by title; at most 250. Without the text: navigation and sitemaps need only the address. */
export async function listPages(tx: Tx): Promise<Omit<ContentPage, 'bodyHtml'>[]> {
  const rows = await tx
    .select({ id: pages.id, kind: pages.kind, handle: pages.handle, title: pages.title, updatedAt: pages.updatedAt })
    .from(pages)
    .where(eq(pages.storeId, tx.storeId))
    .orderBy(asc(pages.kind), asc(pages.title), asc(pages.id))
    .limit(MAX_PAGES)
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }))
}

function toPage(row: typeof pages.$inferSelect): ContentPage {
  const { id, kind, handle, title, bodyHtml, updatedAt } = row
  return { id, kind, handle, title, bodyHtml, updatedAt: updatedAt.toISOString() }
}
