/** pages.csv: texts and policies of the shop, in columns of Stoa's own. */
import { and, asc, eq, gt } from 'drizzle-orm'
import { pages } from '@/db/schema/stores'
import { csvFile, timeText } from './file'

const PAGE_SIZE = 50

export const pagesFile = csvFile<typeof pages.$inferSelect, number>({
  name: 'pages.csv',
  noun: 'pages',
  header: ['Kind', 'Handle', 'Title', 'Body (HTML)', 'Updated at'],
  pageSize: PAGE_SIZE,
  keyOf: ({ id }) => id,
  page: (tx, after, limit) =>
    tx
      .select()
      .from(pages)
      .where(and(eq(pages.storeId, tx.storeId), gt(pages.id, after ?? 0)))
      .orderBy(asc(pages.id))
      .limit(limit),
  lines: ({ kind, handle, title, bodyHtml, updatedAt }) => [
    [kind, handle, title, bodyHtml, timeText(updatedAt.toISOString())],
  ],
})
