/** Who runs the platform, and what they did. The platform's own tables: the application role has no grant on them. */
import { bigint, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { platformDoor } from '../store-table'
import { createdAt, users } from './stores'

/** Who runs the platform. The second step is a time-based code; its secret is encrypted with AUTH_SECRET's key. */
export const platformOperators = pgTable(
  'platform_operators',
  {
    userId: bigint('user_id', { mode: 'number' })
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    totpSecret: text('totp_secret'),
    totpConfirmedAt: timestamp('totp_confirmed_at', { withTimezone: true }),
    /** The last time step that a code was accepted for: no code works twice. */
    totpLastStep: bigint('totp_last_step', { mode: 'number' }).notNull().default(0),
    createdAt: createdAt(),
  },
  () => [platformDoor()],
)

/**
 * What operators did, across stores; an action on one store stands in that store's audit log too, written by the same trigger
 * as everything there (migrations). Operator 0 is the platform itself. Append-only.
 */
export const operatorActions = pgTable(
  'operator_actions',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    operatorId: bigint('operator_id', { mode: 'number' }).notNull(),
    action: text('action').notNull(),
    targetStore: bigint('target_store', { mode: 'number' }),
    details: jsonb('details').$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    ip: text('ip'),
    createdAt: createdAt(),
  },
  (t) => [
    index('operator_actions_operator').on(t.operatorId, t.id),
    index('operator_actions_store').on(t.targetStore, t.id),
    platformDoor(),
  ],
)
