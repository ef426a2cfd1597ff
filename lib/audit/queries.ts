/** The store's audit log, newest first, paged by id; and its chain of hashes, worked out again. Rows are a trigger's, or record.ts's. */
import { and, asc, desc, eq, gt, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { auditLog } from '@/db/schema/audit'
import type { Tx } from '@/db/store'

export const ACTIVITY_PAGE_SIZE = 50
const CHAIN_BATCH = 1_000

export const AUDIT_ACTIONS = ['insert', 'update', 'delete', 'store.exported'] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export interface AuditFilter {
  /** Somebody of the store's team by id, the platform by itself, or its operators. */
  by?: number | 'stoa' | 'operators'
  /** Tables. */
  subjects?: readonly string[]
  action?: AuditAction
  /** Id of the last one of the page before. */
  after?: string
}

export type AuditEntry = Omit<typeof auditLog.$inferSelect, 'storeId' | 'hash'>

export async function listActivity(
  tx: Tx,
  filter: AuditFilter,
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  const { by, subjects, action, after } = filter
  const conditions: (SQL | undefined)[] = [
    eq(auditLog.storeId, tx.storeId),
    by === undefined ? undefined : madeBy(by),
    subjects === undefined ? undefined : inArray(auditLog.subject, [...subjects]),
    action === undefined ? undefined : eq(auditLog.action, action),
    after && /^\d{1,15}$/.test(after) ? lt(auditLog.id, Number(after)) : undefined,
  ]
  const rows = await tx
    .select()
    .from(auditLog)
    .where(and(...conditions))
    .orderBy(desc(auditLog.id))
    .limit(ACTIVITY_PAGE_SIZE + 1)
  const page = rows.slice(0, ACTIVITY_PAGE_SIZE)
  const next = rows.length > page.length ? String(page.at(-1)?.id) : null
  return { entries: page.map(({ storeId: _, hash: __, ...entry }) => entry), next }
}

function madeBy(by: number | 'stoa' | 'operators'): SQL | undefined {
  if (by === 'stoa') return eq(auditLog.actorKind, 'system')
  // An operator's own deeds are the platform's rows, and a visit that ends by itself is nobody's.
  if (by === 'operators') {
    return or(inArray(auditLog.actorKind, ['operator', 'impersonation']), eq(auditLog.subject, 'operator_actions'))
  }
  return and(eq(auditLog.actorKind, 'user'), eq(auditLog.actorId, by))
}

/** The first entry whose hash does not follow from it and the one before, or null: the log is as it was written. */
export async function findBrokenEntry(tx: Tx): Promise<number | null> {
  let previous = ''
  let last = 0
  for (;;) {
    const rows = await tx
      .select({ id: auditLog.id, hash: auditLog.hash, expected: expectedAfter(previous) })
      .from(auditLog)
      .where(and(eq(auditLog.storeId, tx.storeId), gt(auditLog.id, last)))
      .orderBy(asc(auditLog.id))
      .limit(CHAIN_BATCH)
    const broken = rows.find((row) => row.hash !== row.expected)
    if (broken) return broken.id
    const end = rows.at(-1)
    if (!end || rows.length < CHAIN_BATCH) return null
    previous = end.hash
    last = end.id
  }
}

/** As `record_audit` computes it (db/migrations); `first` is the hash before the first row of the batch. */
function expectedAfter(first: string): SQL<string> {
  const a = auditLog
  return sql<string>`encode(sha256(convert_to(concat_ws('|',
    coalesce(lag(${a.hash}) over (order by ${a.id}), ${first}), ${a.storeId},
    concat_ws(':', ${a.actorKind}, coalesce(${a.actorId}::text, ''), coalesce(${a.ip}, '')),
    ${a.action}, ${a.subject}, ${a.subjectId}, ${a.before}, ${a.after}, extract(epoch from ${a.createdAt})), 'UTF8')), 'hex')`
}
