/**
 * Webhooks in both directions. Out: subscriptions, one delivery for each event and subscription, one row for each try.
 * In: Stripe's events, recorded before they are answered (a platform table: which store one concerns is found later).
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { identity, platformDoor, storeReference, storeTable } from '../store-table'
import { createdAt, updatedAt } from './stores'

export const webhookSubscriptions = storeTable(
  'webhook_subscriptions',
  {
    id: identity(),
    url: text('url').notNull(),
    /** Shopify's names with a slash: `orders/create`. */
    topics: text('topics').array().notNull(),
    status: text('status', { enum: ['active', 'paused', 'failing'] })
      .notNull()
      .default('active'),
    /** `whsec_` + base64, as Standard Webhooks writes it. */
    secret: text('secret').notNull(),
    /** Still signed with until `previousSecretUntil`, so that a consumer can change over. */
    previousSecret: text('previous_secret'),
    previousSecretUntil: timestamp('previous_secret_until', { withTimezone: true }),
    /** Deliveries in a row that were given up. */
    failures: integer('failures').notNull().default(0),
    createdBy: bigint('created_by', { mode: 'number' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    check('webhook_subscriptions_status', sql`${t.status} in ('active', 'paused', 'failing')`),
    check('webhook_subscriptions_url', sql`${t.url} ~ '^https?://' and length(${t.url}) <= 2000`),
  ],
)

export const webhookDeliveries = storeTable(
  'webhook_deliveries',
  {
    /** uuidv7; the same over all tries: `webhook-id`, `X-Shopify-Webhook-Id`. */
    id: uuid('id').notNull(),
    subscriptionId: bigint('subscription_id', { mode: 'number' }).notNull(),
    /** The outbox row's id: the same for all subscriptions. */
    eventId: uuid('event_id').notNull(),
    topic: text('topic').notNull(),
    /** What it is about (`order:12`): first tries about one thing are made in its events' order. '' has no order. */
    resource: text('resource').notNull().default(''),
    /** When it happened, by the event. */
    triggeredAt: timestamp('triggered_at', { withTimezone: true }).notNull().defaultNow(),
    /** The exact body, made once: every try sends the same bytes. */
    body: text('body').notNull(),
    test: boolean('test').notNull().default(false),
    status: text('status', { enum: ['pending', 'succeeded', 'failed'] })
      .notNull()
      .default('pending'),
    /** Tries since it was made or delivered anew; counted when a worker takes it. */
    attempts: integer('attempts').notNull().default(0),
    /** Not before; moved ahead while a worker sends it, and to the end of time while its subscription is stopped. */
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }).notNull().defaultNow(),
    lastStatusCode: integer('last_status_code'),
    lastError: text('last_error'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference(
      'webhook_deliveries_subscription_fk',
      [t.storeId, t.subscriptionId],
      [webhookSubscriptions.storeId, webhookSubscriptions.id],
    ).onDelete('cascade'),
    // One event can be several topics: a payment makes `orders/paid` and `orders/updated`.
    unique('webhook_deliveries_event').on(t.storeId, t.subscriptionId, t.eventId, t.topic),
    index('webhook_deliveries_due').on(t.nextAttemptAt).where(sql`status = 'pending'`),
    index('webhook_deliveries_pending').on(t.storeId, t.subscriptionId, t.eventId, t.id).where(sql`status = 'pending'`),
    index('webhook_deliveries_log').on(
      t.storeId,
      t.subscriptionId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index('webhook_deliveries_age').on(t.createdAt),
    check('webhook_deliveries_status', sql`${t.status} in ('pending', 'succeeded', 'failed')`),
    platformDoor(),
  ],
)

/** One try: what was sent and what came back, cut to what a person reads. Append-only. */
export const webhookAttempts = storeTable(
  'webhook_attempts',
  {
    deliveryId: uuid('delivery_id').notNull(),
    attemptNo: smallint('attempt_no').notNull(),
    requestHeaders: jsonb('request_headers').$type<Record<string, string>>().notNull(),
    statusCode: integer('status_code'),
    responseHeaders: jsonb('response_headers').$type<Record<string, string>>(),
    /** At most 1 KB. */
    responseBody: text('response_body'),
    error: text('error'),
    durationMs: integer('duration_ms').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.deliveryId, t.attemptNo] }),
    storeReference(
      'webhook_attempts_delivery_fk',
      [t.storeId, t.deliveryId],
      [webhookDeliveries.storeId, webhookDeliveries.id],
    ).onDelete('cascade'),
  ],
)

/** What gave up after all its tries: a function of Inngest with its event. Replaying sends the event again. */
export const deadLetters = storeTable(
  'dead_letters',
  {
    id: identity(),
    functionId: text('function_id').notNull(),
    eventName: text('event_name').notNull(),
    eventId: text('event_id').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    error: text('error').notNull(),
    /** How often it gave up: one more for each replay that failed as well. */
    attempts: integer('attempts').notNull().default(1),
    replayedAt: timestamp('replayed_at', { withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('dead_letters_event').on(t.storeId, t.functionId, t.eventId),
    index('dead_letters_open').on(t.createdAt).where(sql`replayed_at is null`),
    platformDoor(),
  ],
)

/** Stripe's events as they arrived. A platform table: the application role has no grant on it. */
export const stripeEvents = pgTable(
  'stripe_events',
  {
    /** Stripe's id, with the endpoint: `connect:evt_...`. */
    id: text('id').primaryKey(),
    endpoint: text('endpoint', { enum: ['account', 'connect'] }).notNull(),
    /** The connected account it came from; NULL on the platform's own endpoint. */
    account: text('account'),
    type: text('type').notNull(),
    objectId: text('object_id'),
    /** Only what a handler needs: ids and states, never a card or an address. */
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    status: text('status', { enum: ['received', 'done', 'ignored', 'dead'] })
      .notNull()
      .default('received'),
    attempts: integer('attempts').notNull().default(0),
    availableAt: timestamp('available_at', { withTimezone: true }).notNull().defaultNow(),
    lastError: text('last_error'),
    createdAt: createdAt(),
  },
  (t) => [
    index('stripe_events_due').on(t.availableAt).where(sql`status = 'received'`),
    index('stripe_events_age').on(t.createdAt),
    check('stripe_events_status', sql`${t.status} in ('received', 'done', 'ignored', 'dead')`),
    platformDoor(),
  ],
)
