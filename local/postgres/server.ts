/**
 * The embedded PostgreSQL: a real server with real roles, for machines without one.
 *
 * Invariants: listens on 127.0.0.1 only, at a port chosen free; with durability 'full' a committed row survives the
 * sudden death of any process; a crashed server comes back on the same port with the same passwords.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Durability, ensureCluster, runServer } from '@/local/postgres/cluster'
import { findPlace, removePlace } from '@/local/postgres/place'
import { applyRoles, urlFor, waitForServer } from '@/local/postgres/roles'
import { keepAlive } from '@/local/supervisor/keep-alive'
import { freePort } from '@/local/supervisor/ports'
import { loadSecrets } from '@/local/supervisor/secrets'

const START_ATTEMPTS = 5
const START_PAUSE_MS = 700

export interface PostgresOptions {
  /** Holds the cluster (or a note where it is), the passwords and the log. Made when missing. */
  dataDir: string
  log: (line: string) => void
  /** 'off' loses the database when the machine dies; for tests only. */
  durability?: Durability
  database?: string
  /** A fixed port instead of a free one. */
  port?: number
  /** Called when the server crashed and would not come back. */
  onGiveUp?: (sentence: string) => void
}

export interface Postgres {
  port: number
  /** The superuser, for tests and operators: no part of the product gets it. */
  adminUrl: string
  appUrl: string
  platformUrl: string
  migratorUrl: string
  /** The server's own process, as first started. */
  pid: number
  stop(): Promise<void>
  /** Stops the server and removes its data. Only for temporary data directories. */
  destroy(): Promise<void>
}

/** Starts the server of `dataDir`, recovers it where needed, and applies roles and passwords. Throws a StartError. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { dataDir, log, durability = 'full', database = 'stoa' } = options
  mkdirSync(dataDir, { recursive: true })
  const secrets = loadSecrets(dataDir).postgres
  const place = findPlace(dataDir, log)
  const data = ensureCluster(place, secrets.superuser)
  const port = options.port ?? (await freePort())
  const logFile = join(dataDir, 'logs', 'postgres.log')

  const start = async () => {
    const server = await runServer({ place, data, port, logFile, durability, log })
    try {
      await waitForServer(urlFor('postgres', secrets.superuser, port, 'postgres'), log, server.exited)
      return server
    } catch (error) {
      await server.stop()
      throw error
    }
  }
  const onGiveUp = options.onGiveUp ?? log
  const kept = await keepAlive(() => retrying(start), { name: 'postgres', log, onGiveUp })
  try {
    await applyRoles(port, secrets, database)
  } catch (error) {
    await kept.stop()
    throw error
  }
  return {
    port,
    adminUrl: urlFor('postgres', secrets.superuser, port, database),
    appUrl: urlFor('stoa_app', secrets.app, port, database),
    platformUrl: urlFor('stoa_platform', secrets.platform, port, database),
    migratorUrl: urlFor('stoa_migrator', secrets.migrator, port, database),
    pid: kept.first.pid,
    stop: () => kept.stop(),
    async destroy() {
      await kept.stop()
      removePlace(place, dataDir)
    },
  }
}

// After the sudden death of a server its last children hold the shared memory for a moment, and a new one refuses to start.
async function retrying<T>(start: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start()
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error
      await new Promise((resolve) => setTimeout(resolve, START_PAUSE_MS))
    }
  }
}
