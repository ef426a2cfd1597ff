/**
 * Everything that can be found wrong before a single file is written: the data directory's owner, the port, a database
 * of one's own. Each failure is one sentence that names the variable.
 */
import postgres from 'postgres'
import type { Settings } from '@/local/env'
import { waitForOwner } from '@/local/supervisor/data-lock'
import { waitUntilFree } from '@/local/supervisor/ports'
import { StartError } from '@/local/supervisor/start-error'

/** Pieces of a run that was killed need a moment to notice and to leave the port. */
const AFTER_CRASH_MS = 10_000
const CONNECT_LIMIT_S = 5

export async function preflight(settings: Settings): Promise<void> {
  const crashed = await waitForOwner(settings.dataDir)
  const taken = await waitUntilFree(settings.port, crashed ? AFTER_CRASH_MS : 0)
  if (taken === 'EADDRINUSE') {
    throw new StartError(`PORT ${settings.port} is in use by another program; stop it or set PORT to another number.`)
  }
  if (taken) throw new StartError(`PORT ${settings.port} cannot be listened on (${taken}); set PORT to another number.`)
  if (!settings.embedded.postgres) await checkDatabases(settings)
}

async function checkDatabases({ given }: Settings): Promise<void> {
  for (const name of ['DATABASE_URL', 'DATABASE_PLATFORM_URL', 'DATABASE_MIGRATOR_URL'] as const) {
    const bypasses = await askWhetherBypassing(name, given[name] ?? '')
    // With such a role every shop would see every other's rows, and nothing would look wrong.
    if (bypasses && name !== 'DATABASE_MIGRATOR_URL') {
      throw new StartError(
        `${name} logs in as a superuser or a role with BYPASSRLS, which row-level security does not bind; use the role made by db/roles.sql.`,
      )
    }
  }
}

async function askWhetherBypassing(name: string, url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: CONNECT_LIMIT_S, prepare: false, onnotice: () => {} })
  try {
    const [row] = await sql`select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user`
    return row?.bypasses === true
  } catch (error) {
    const reason =
      error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error)
    throw new StartError(`${name} cannot be reached (${reason.replaceAll('\n', ' ')}).`)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
