/** Brings the database to the newest migration, as the owner role. Safe to run from several processes at once. */
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const MIGRATION_LOCK = 7_204_511

/**
 * Applies db/migrations to the database behind `migratorUrl` (a direct connection, not a transaction pooler).
 *
 * @throws PostgreSQL's error; a failed migration leaves nothing of itself behind.
 */
export async function migrate(migratorUrl: string): Promise<void> {
  const sql = postgres(migratorUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    await sql`set role stoa_owner`
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`
    await applyMigrations(drizzle(sql), {
      migrationsFolder: new URL('./migrations', import.meta.url).pathname,
      migrationsSchema: 'public',
      migrationsTable: 'schema_migrations',
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}
