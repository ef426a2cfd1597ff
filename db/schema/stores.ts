/**
 * Users, stores and who belongs to which. `users` and `user_sessions` are the platform's own (no store column); the
 * application role has no grant on them. Nothing counted or bumped per order lives in `stores`: that is `store_counters`.
 */
import { type SQLWrapper, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  appRole,
  currentStoreId,
  definerRole,
  furnishDoor,
  identity,
  platformDoor,
  storeReference,
  storeTable,
} from '../store-table'

export const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
export const updatedAt = () => timestamp('updated_at', { withTimezone: true }).notNull().defaultNow()

/** Merchants, staff and operators. E-mail is stored lower-cased. */
export const users = pgTable(
  'users',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    email: text('email').notNull().unique(),
    name: text('name').notNull(),
    passwordHash: text('password_hash').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check('users_email_lower', sql`${t.email} = lower(${t.email})`),
    index('users_email_beginning').on(t.email.op('text_pattern_ops')),
    platformDoor(),
  ],
)

/** A login that can be revoked: the signed cookie names one of these rows, and is worth nothing without it. */
export const userSessions = pgTable(
  'user_sessions',
  {
    id: uuid('id').primaryKey(),
    userId: bigint('user_id', { mode: 'number' })
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
    /** When this session passed an operator's second step; NULL: it opens no operator's room. */
    operatorVerifiedAt: timestamp('operator_verified_at', { withTimezone: true }),
    /** The store whose desk an operator looks into with this session, until `impersonationEndsAt`. */
    impersonatedStore: bigint('impersonated_store', { mode: 'number' }),
    impersonationEndsAt: timestamp('impersonation_ends_at', { withTimezone: true }),
    userAgent: text('user_agent'),
  },
  (t) => [
    index('user_sessions_user').on(t.userId),
    index('user_sessions_impersonating').on(t.impersonationEndsAt).where(sql`impersonated_store is not null`),
    platformDoor(),
  ],
)

/** Theme and shop-window settings that change rarely; read with the store, never written by an order. */
export interface StoreSettings {
  tagline?: string
  announcement?: string
  footerNote?: string
  address?: string
  navigation?: { label: string; href: string }[]
  orderNotificationEmail?: string
  /** Units at or below which the merchant is told that a variant runs low; absent: never. */
  lowStockThreshold?: number
  /** Hours after which a shopper who left the checkout is reminded once; absent: never. */
  abandonedCheckoutHours?: number
  mail?: MailLook
}

/** How the store's mails look and whom they are from; what is absent is the theme's, or the store's own. */
export interface MailLook {
  senderName?: string
  replyTo?: string
  /** `#rrggbb`. */
  accent?: string
  /** A picture in place of the name. */
  logoKey?: string
  footer?: string
}

/** What Stripe still wants to know before an account may charge or is paid out; names as Stripe's (`individual.dob.day`). */
export interface AccountRequirements {
  currentlyDue: string[]
  pastDue: string[]
  pendingVerification: string[]
  disabledReason: string | null
  /** ISO 8601. */
  currentDeadline: string | null
}

export const PLAN_NAMES = ['basic', 'professional', 'enterprise'] as const
export const PLAN_STATUSES = ['trialing', 'active', 'past_due', 'unpaid', 'canceled'] as const

/** What a store is found by: the words of its name and of its address. */
export const storeWords = (name: SQLWrapper, slug: SQLWrapper) =>
  sql`to_tsvector('simple', translate(${name} || ' ' || ${slug}, '.-/@_:', '      '))`

export const stores = pgTable(
  'stores',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    ownerId: bigint('owner_id', { mode: 'number' })
      .notNull()
      .references(() => users.id),
    slug: text('subdomain').notNull().unique(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    plan: text('plan', { enum: PLAN_NAMES }).notNull().default('basic'),
    status: text('status', { enum: ['active', 'suspended', 'closed'] })
      .notNull()
      .default('active'),
    currency: text('currency').notNull(),
    locale: text('locale').notNull().default('en-US'),
    taxInclusive: boolean('tax_inclusive').notNull().default(false),
    taxShipping: boolean('tax_shipping').notNull().default(false),
    /** Custom domain that the store's other hosts answer 308 to, when `redirectToPrimary`; NULL: the subdomain. */
    primaryDomain: text('primary_domain'),
    redirectToPrimary: boolean('redirect_to_primary').notNull().default(true),
    stripeAccountId: text('stripe_account_id'),
    chargesEnabled: boolean('charges_enabled').notNull().default(false),
    payoutsEnabled: boolean('payouts_enabled').notNull().default(false),
    detailsSubmitted: boolean('details_submitted').notNull().default(false),
    accountRequirements: jsonb('account_requirements').$type<AccountRequirements>(),
    /** When the merchant took our access to the account away; charges stay off until an account is connected again. */
    accountDisconnectedAt: timestamp('account_disconnected_at', { withTimezone: true }),
    /** The store as the platform's own customer: who pays for the plan. */
    stripeCustomerId: text('stripe_customer_id'),
    stripeSubscriptionId: text('stripe_subscription_id'),
    planStatus: text('plan_status', { enum: PLAN_STATUSES }).notNull().default('trialing'),
    /** The smaller plan that begins with the next period. */
    nextPlan: text('next_plan', { enum: PLAN_NAMES }),
    /** NULL beside `trialing`: a trial without an end. */
    trialEndsAt: timestamp('trial_ends_at', { withTimezone: true }),
    planPeriodEndsAt: timestamp('plan_period_ends_at', { withTimezone: true }),
    /** The plan ends with its period: the merchant cancelled. */
    planEndsAtPeriodEnd: boolean('plan_ends_at_period_end').notNull().default(false),
    /** ISO 3166 alpha-2; where the merchant sells from. */
    country: text('country'),
    /** IANA name; days of reports and lists are the store's. */
    timeZone: text('time_zone').notNull().default('UTC'),
    /** Who computes taxes: the store's own table of rates, or Stripe Tax on its account. */
    taxProvider: text('tax_provider', { enum: ['rates', 'stripe_tax'] })
      .notNull()
      .default('rates'),
    settings: jsonb('settings').$type<StoreSettings>().notNull().default({}),
    /** Not NULL: the shop shows only a page that asks for this password (argon2id). */
    passwordHash: text('password_hash'),
    passwordMessage: text('password_message').notNull().default(''),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    /** A closed store that its owner deleted: everything of it goes at this time unless it is opened again. */
    deleteAfter: timestamp('delete_after', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index('stores_delete_after').on(t.deleteAfter).where(sql`delete_after is not null`),
    // The operator's list is newest first, which is by falling id: each filter of it is a walk along one of these.
    index('stores_status').on(t.status, t.id),
    index('stores_plan').on(t.plan, t.id),
    index('stores_status_plan').on(t.status, t.plan, t.id),
    index('stores_words').using('gin', storeWords(t.name, t.slug)),
    check('stores_subdomain_form', sql`${t.slug} ~ '^[a-z0-9]([a-z0-9-]{1,61}[a-z0-9])$'`),
    check('stores_currency_form', sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check('stores_plan', sql`${t.plan} in ('basic', 'professional', 'enterprise')`),
    check('stores_status', sql`${t.status} in ('active', 'suspended', 'closed')`),
    check('stores_next_plan', sql`${t.nextPlan} is null or ${t.nextPlan} in ('basic', 'professional', 'enterprise')`),
    check('stores_plan_status', sql`${t.planStatus} in ('trialing', 'active', 'past_due', 'unpaid', 'canceled')`),
    check('stores_country_form', sql`${t.country} is null or ${t.country} ~ '^[A-Z]{2}$'`),
    check('stores_tax_provider', sql`${t.taxProvider} in ('rates', 'stripe_tax')`),
    index('stores_owner').on(t.ownerId),
    index('stores_stripe_customer').on(t.stripeCustomerId),
    index('stores_stripe_account').on(t.stripeAccountId),
    index('stores_trial_ends')
      .on(t.trialEndsAt)
      .where(sql`plan_status = 'trialing' and stripe_subscription_id is null and trial_ends_at is not null`),
    index('stores_plan_period_ends').on(t.planPeriodEndsAt).where(sql`stripe_subscription_id is not null`),
    pgPolicy('store_isolation', {
      for: 'all',
      to: appRole,
      using: sql`${t.id} = ${currentStoreId}`,
      withCheck: sql`${t.id} = ${currentStoreId}`,
    }),
    platformDoor(),
    pgPolicy('resolver', { for: 'select', to: definerRole, using: sql`true` }),
    pgPolicy('purge_door', {
      for: 'all',
      to: definerRole,
      using: sql`${t.id} = ${currentStoreId}`,
      withCheck: sql`${t.id} = ${currentStoreId}`,
    }),
  ],
)

/** One narrow row a store; bumped by the last statement but the order's own insert, so that its lock is short. */
export const storeCounters = storeTable(
  'store_counters',
  { nextOrderNumber: bigint('next_order_number', { mode: 'number' }).notNull().default(1001) },
  (t) => [
    storeReference('store_counters_store_fk', [t.storeId], [stores.id]),
    primaryKey({ columns: [t.storeId] }),
    platformDoor(),
  ],
)

/** Which user may do what in which store. A host is an address, never an authority: power comes from here. */
export const memberships = storeTable(
  'memberships',
  {
    userId: bigint('user_id', { mode: 'number' })
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['owner', 'admin', 'staff'] }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    storeReference('memberships_store_fk', [t.storeId], [stores.id]),
    primaryKey({ columns: [t.storeId, t.userId] }),
    check('memberships_role', sql`${t.role} in ('owner', 'admin', 'staff')`),
    index('memberships_user').on(t.userId),
    platformDoor(),
  ],
)

/** Typed values only: no merchant's CSS or script reaches a shopper. */
export interface ThemeSettings {
  preset: 'bookshop' | 'studio' | 'plain'
  colors: Record<'surface' | 'raised' | 'line' | 'text' | 'muted' | 'accent' | 'accentText', string>
  hero?: { title: string; text: string; imageKey?: string; imageAlt?: string; cta?: { label: string; href: string } }
  featuredCollection?: string
}

export const themes = storeTable(
  'themes',
  {
    id: identity(),
    name: text('name').notNull(),
    role: text('role', { enum: ['main', 'draft'] })
      .notNull()
      .default('draft'),
    settings: jsonb('settings').$type<ThemeSettings>().notNull(),
    version: integer('version').notNull().default(1),
    updatedAt: updatedAt(),
  },
  (t) => [
    storeReference('themes_store_fk', [t.storeId], [stores.id]),
    primaryKey({ columns: [t.storeId, t.id] }),
    check('themes_role', sql`${t.role} in ('main', 'draft')`),
    index('themes_main').on(t.storeId, t.role),
    furnishDoor(),
  ],
)

/** About, contact, policies: text that a store shows at /pages/{handle} or /policies/{handle}. */
export const pages = storeTable(
  'pages',
  {
    id: identity(),
    kind: text('kind', { enum: ['page', 'policy'] })
      .notNull()
      .default('page'),
    handle: text('handle').notNull(),
    title: text('title').notNull(),
    bodyHtml: text('body_html').notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [
    storeReference('pages_store_fk', [t.storeId], [stores.id]),
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('pages_handle').on(t.storeId, t.kind, t.handle),
    check('pages_kind', sql`${t.kind} in ('page', 'policy')`),
  ],
)
