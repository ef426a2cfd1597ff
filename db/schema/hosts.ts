/**
 * Which hosts lead to a store: verified domains, wishes for one, and addresses that stores left. The subdomain of today is
 * the store's own column. What routes is written by the platform role alone.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { definerRole, platformDoor, storeReference, storeTable } from '../store-table'
import { createdAt, stores } from './stores'

/** Addresses that stores left: they lead on to the new one for a while, and are nobody's until the quarantine is over. */
export const formerSlugs = pgTable(
  'former_slugs',
  {
    slug: text('slug').primaryKey(),
    /** The store it led to; NULL once that store is gone. */
    formerStore: bigint('former_store', { mode: 'number' }),
    redirectsUntil: timestamp('redirects_until', { withTimezone: true }).notNull(),
    quarantinedUntil: timestamp('quarantined_until', { withTimezone: true }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('former_slugs_store').on(t.formerStore),
    platformDoor(),
    pgPolicy('resolver', { for: 'select', to: definerRole, using: sql`true` }),
  ],
)

/** What a look at a domain's records found, in a form that words can be made of. */
export interface DomainFinding {
  /** Typed codes (lib/domains/findings.ts); none: nothing is wrong. */
  problems: string[]
  /** Records as seen, for the merchant to compare. */
  seen: Record<string, string[]>
}

/** A verified domain: the only rows that route. Written by the platform role alone, so its global key tells a store nothing. */
export const customDomains = storeTable(
  'custom_domains',
  {
    domain: text('domain').notNull().unique(),
    verifiedAt: timestamp('verified_at', { withTimezone: true }),
    /** The daily re-check: when the proof was last seen before it failed, how often it has, and what it saw. */
    lastCheckedAt: timestamp('last_checked_at', { withTimezone: true }),
    failingSince: timestamp('failing_since', { withTimezone: true }),
    failures: integer('failures').notNull().default(0),
    finding: jsonb('finding').$type<DomainFinding>(),
    /** `issued` only after a TLS handshake for the name succeeded. */
    certificate: text('certificate', { enum: ['none', 'pending', 'issued', 'failed'] })
      .notNull()
      .default('none'),
    certificateCheckedAt: timestamp('certificate_checked_at', { withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    storeReference('custom_domains_store_fk', [t.storeId], [stores.id]),
    primaryKey({ columns: [t.storeId, t.domain] }),
    check('custom_domains_lower', sql`${t.domain} = lower(${t.domain})`),
    check('custom_domains_certificate', sql`${t.certificate} in ('none', 'pending', 'issued', 'failed')`),
    index('custom_domains_checked').on(t.lastCheckedAt),
    index('custom_domains_beginning').on(t.domain.op('text_pattern_ops')),
    platformDoor(),
    pgPolicy('resolver', { for: 'select', to: definerRole, using: sql`true` }),
  ],
)

/** A store's wish for a domain. Not exclusive: several stores may claim one name, the first verified one gets it. */
export const domainClaims = storeTable(
  'domain_claims',
  {
    domain: text('domain').notNull(),
    verificationToken: text('verification_token').notNull(),
    status: text('status', { enum: ['pending', 'verified', 'expired'] })
      .notNull()
      .default('pending'),
    finding: jsonb('finding').$type<DomainFinding>(),
    checks: integer('checks').notNull().default(0),
    lastCheckedAt: timestamp('last_checked_at', { withTimezone: true }),
    nextCheckAt: timestamp('next_check_at', { withTimezone: true }).notNull().defaultNow(),
    createdAt: createdAt(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    storeReference('domain_claims_store_fk', [t.storeId], [stores.id]),
    primaryKey({ columns: [t.storeId, t.domain] }),
    check('domain_claims_lower', sql`${t.domain} = lower(${t.domain})`),
    check('domain_claims_status', sql`${t.status} in ('pending', 'verified', 'expired')`),
    index('domain_claims_due').on(t.nextCheckAt).where(sql`status = 'pending'`),
    index('domain_claims_domain').on(t.domain),
    platformDoor(),
  ],
)

/**
 * Turns at the hosting provider's API, which allows so many calls an hour: a row is a turn, taken or to come. Shared by all
 * processes; rows older than the window go.
 */
export const providerCalls = pgTable(
  'provider_calls',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    kind: text('kind', { enum: ['add', 'verify'] }).notNull(),
    domain: text('domain').notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    usedAt: timestamp('used_at', { withTimezone: true }),
  },
  (t) => [
    check('provider_calls_kind', sql`${t.kind} in ('add', 'verify')`),
    index('provider_calls_window').on(t.kind, t.dueAt),
    platformDoor(),
  ],
)
