/**
 * The inside of the embedded cluster: the database, the roles of db/roles.sql and their passwords.
 * The only code besides tests that connects as a superuser; what a managed PostgreSQL needs by hand, this does at every start.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import type { Secrets } from '@/local/supervisor/secrets'
import { StartError } from '@/local/supervisor/start-error'

const ROLES_SQL = join(import.meta.dirname, '..', '..', 'db', 'roles.sql')
/** Recovery after a crash replays the log since the last checkpoint; two minutes is far beyond any of ours. */
const RECOVERY_LIMIT_MS = 120_000
const SLOW_MS = 3_000

export function urlFor(role: string, password: string, port: number, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
}

/** Waits until the server answers. Says so when that takes long (recovery). */
export async function waitForServer(
  adminUrl: string,
  log: (line: string) => void,
  gone: Promise<string>,
): Promise<void> {
  const started = Date.now()
  let told = false
  let dead: string | undefined
  gone.then((reason) => {
    dead = reason
  })
  for (;;) {
    const problem = await ping(adminUrl)
    if (!problem) return
    if (dead !== undefined) throw new StartError(`The database server ${dead}`)
    const waited = Date.now() - started
    if (waited > RECOVERY_LIMIT_MS)
      throw new StartError(`The database server does not answer after ${waited / 1000} s (${problem}).`)
    if (waited > SLOW_MS && !told) {
      log(`waiting for the database to recover (${problem})`)
      told = true
    }
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}

/** Creates `database` and the roles when missing and sets the passwords. Idempotent. */
export async function applyRoles(port: number, secrets: Secrets['postgres'], database: string): Promise<void> {
  await withAdmin(urlFor('postgres', secrets.superuser, port, 'postgres'), async (sql) => {
    const found = await sql`select 1 from pg_database where datname = ${database}`
    if (found.length === 0) await sql`create database ${sql(database)}`
  })
  await withAdmin(urlFor('postgres', secrets.superuser, port, database), async (sql) => {
    await sql.unsafe(readFileSync(ROLES_SQL, 'utf8')).simple()
    const passwords = { stoa_app: secrets.app, stoa_platform: secrets.platform, stoa_migrator: secrets.migrator }
    for (const [role, password] of Object.entries(passwords)) {
      // Hex by construction (secrets.ts): nothing to escape, and ALTER ROLE takes no parameters.
      if (!/^[0-9a-f]+$/.test(password)) throw new StartError('A database password in secrets.json is not hexadecimal.')
      await sql`alter role ${sql(role)} password ${sql.unsafe(`'${password}'`)}`
    }
  })
}

async function ping(url: string): Promise<string | undefined> {
  try {
    await withAdmin(url, async (sql) => {
      await sql`select 1`
    })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function withAdmin(url: string, work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, idle_timeout: 5, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end({ timeout: 2 })
  }
}
