/**
 * Who changed what. Written by a trigger of the tables that merchants and operators change (migrations), in the change's own
 * transaction, and by lib/audit/record.ts where no row changes; nobody updates or deletes a row. Each row's hash covers the one before it in the store.
 */
import { bigint, index, jsonb, primaryKey, text } from 'drizzle-orm/pg-core'
import { identity, platformDoor, storeTable } from '../store-table'
import { createdAt } from './stores'

export const auditLog = storeTable(
  'audit_log',
  {
    id: identity(),
    /** `user`, `operator`, `impersonation` (an operator at the store's desk), `api_token` or `system`. */
    actorKind: text('actor_kind').notNull(),
    actorId: bigint('actor_id', { mode: 'number' }),
    ip: text('ip'),
    /** `insert`, `update`, `delete`, or what lib/audit/record.ts names. */
    action: text('action').notNull(),
    /** The table, and the row's key in it. */
    subject: text('subject').notNull(),
    subjectId: text('subject_id').notNull(),
    /** Only the columns that changed; secrets are named and not shown. */
    before: jsonb('before').$type<Record<string, unknown>>(),
    after: jsonb('after').$type<Record<string, unknown>>(),
    hash: text('hash').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('audit_log_time').on(t.storeId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('audit_log_subject').on(t.storeId, t.subject, t.subjectId),
    platformDoor(),
  ],
)
