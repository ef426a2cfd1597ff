/** A database of its own for one test file, with the environment that the product's code reads. */
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import { closePools } from '@/db/client'
import { databaseUrl } from './postgres'
import { insertStore } from './shop-rows'

export interface TestDatabase {
  /** Superuser connection: sees past row-level security; for arranging and for checking, never for the thing tested. */
  admin: postgres.Sql
  /** Connection URL of a role in this database. */
  url(role: 'stoa_app' | 'stoa_platform' | 'stoa_migrator'): string
  /** A user, a store with counter and membership; returns the store's id. */
  createStore(slug: string, options?: { currency?: string; taxInclusive?: boolean }): Promise<number>
}

/** Clones the migrated template and points DATABASE_URL and DATABASE_PLATFORM_URL at it. Call once, at the top of a test file. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('pgAdminUrl')
  const name = `stoa_test_${randomBytes(6).toString('hex')}`
  const root = postgres(adminUrl, { max: 1, onnotice: () => {} })
  await root.unsafe(`create database ${name} template ${inject('pgTemplate')} strategy file_copy`)
  // What roles.sql says about the database itself: a clone starts with PostgreSQL's own defaults.
  await root.unsafe(`revoke create, temporary on database ${name} from public`)
  const admin = postgres(databaseUrl(adminUrl, name), { max: 4, onnotice: () => {} })
  const url = (role: string) => databaseUrl(adminUrl, name, role)
  Object.assign(process.env, {
    DATABASE_URL: url('stoa_app'),
    DATABASE_PLATFORM_URL: url('stoa_platform'),
    STRIPE_SECRET_KEY: process.env.STRIPE_SECRET_KEY ?? 'sk_test_unused',
    SMTP_URL: process.env.SMTP_URL ?? 'smtp://127.0.0.1:1',
    AUTH_SECRET: 'a-secret-for-tests-only',
  })
  afterAll(async () => {
    await closePools()
    await admin.end()
    await root.unsafe(`drop database ${name} with (force)`)
    await root.end()
  })
  return { admin, url, createStore: (slug, options) => insertStore(admin, slug, options) }
}
