/**
 * An entry of the audit log for what no trigger sees, since no row changes: reading everything. Chained to the entry before it
 * exactly as `record_audit` does it (db/migrations), under the same lock.
 */
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'

/** The trigger's own lock: one writer a store at a time. */
const AUDIT_LOCK = 7_204_512

export interface AuditNote {
  action: 'store.exported'
  /** A table, and the key of the row in it. */
  subject: string
  subjectId: string
  after: Record<string, string>
}

export async function recordAudit(tx: Tx, { action, subject, subjectId, after }: AuditNote): Promise<void> {
  const details = sql`${JSON.stringify(after)}::jsonb`
  // A statement of its own: the next one has to see what was written before the lock was free.
  await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK}, (${tx.storeId}::bigint % 2147483647)::int)`)
  await tx.execute(sql`
    insert into audit_log (store_id, actor_kind, actor_id, ip, action, subject, subject_id, after, hash, created_at)
    select ${tx.storeId}, w.actor[1], nullif(w.actor[2], '')::bigint, nullif(array_to_string(w.actor[3:], ':'), ''),
      ${action}, ${subject}, ${subjectId}, ${details},
      encode(sha256(convert_to(concat_ws('|', coalesce(w.previous, ''), ${tx.storeId}::bigint,
        array_to_string(w.actor, ':'), ${action}::text, ${subject}::text, ${subjectId}::text, ${details},
        extract(epoch from w.at)), 'UTF8')), 'hex'), w.at
    from (select clock_timestamp() as at,
      regexp_split_to_array(coalesce(nullif(current_setting('app.actor', true), ''), 'system::'), ':') as actor,
      (select hash from audit_log where store_id = ${tx.storeId} order by id desc limit 1) as previous) w`)
}
