/**
 * The outbox and its consumers' memory. Domain code inserts an event in the transaction that it reports; the relay (the
 * platform role) sends it on; consumers claim (consumer, event) before acting, so that a second delivery does nothing.
 */

import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { platformDoor, storeTable } from '../store-table'
import { createdAt } from './stores'

export const outbox = storeTable(
  'outbox',
  {
    id: uuid('id').notNull(),
    topic: text('topic').notNull(),
    /** Ids only: no addresses, no names. */
    payload: jsonb('payload').$type<Record<string, string | number | boolean | null>>().notNull(),
    createdAt: createdAt(),
    /** When the relay may take it (again); moved ahead while a relay holds it. */
    availableAt: timestamp('available_at', { withTimezone: true }).notNull().defaultNow(),
    sentAt: timestamp('sent_at', { withTimezone: true }),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('outbox_pending').on(t.availableAt, t.createdAt).where(sql`sent_at is null`),
    index('outbox_sent').on(t.sentAt).where(sql`sent_at is not null`),
    platformDoor(),
  ],
)

export const processedEvents = storeTable(
  'processed_events',
  {
    consumer: text('consumer').notNull(),
    eventId: uuid('event_id').notNull(),
    status: text('status', { enum: ['claimed', 'done'] })
      .notNull()
      .default('claimed'),
    /** A claim that is not done by then belongs to a process that died: the next delivery may take it over. */
    leaseUntil: timestamp('lease_until', { withTimezone: true }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.consumer, t.eventId] }),
    check('processed_events_status', sql`${t.status} in ('claimed', 'done')`),
  ],
)
