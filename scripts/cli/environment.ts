/**
 * Where an operator's command works: the database of one's own when DATABASE_* is set, else the running Stoa's, else the
 * embedded server, started for the length of the command. Invariant: what was started here is stopped again.
 */
import { childEnvironment, type Parts, readSettings, type Settings } from '@/local/env'
import { urlFor } from '@/local/postgres/roles'
import { startPostgres } from '@/local/postgres/server'
import { makeDataDir } from '@/local/supervisor/data-dir'
import { runningOwner, takeLock } from '@/local/supervisor/data-lock'
import { readEnvironment } from '@/local/supervisor/env-file'
import { root } from '@/local/supervisor/root'
import { readRuntime } from '@/local/supervisor/runtime-file'
import { loadSecrets, type Secrets } from '@/local/supervisor/secrets'
import { StartError } from '@/local/supervisor/start-error'

export interface Workplace {
  settings: Settings
  env: Record<string, string>
}

/** Runs `work` with the environment of the place; log lines go to stderr. Throws StartErrors. */
export async function withWorkplace<T>(work: (place: Workplace) => Promise<T>): Promise<T> {
  const settings = readSettings(readEnvironment(process.env, root), root)
  makeDataDir(settings.dataDir)
  const secrets = loadSecrets(settings.dataDir)
  if (!settings.embedded.postgres) return work({ settings, env: childEnvironment(settings, partsOf(secrets)) })
  if (runningOwner(settings.dataDir)) return work(besideRunning(settings, secrets))
  const lock = await takeLock(settings.dataDir, 'npm run stoa')
  try {
    const postgres = await startPostgres({ dataDir: settings.dataDir, log: (line) => console.error(line) })
    try {
      return await work({ settings, env: childEnvironment(settings, { ...partsOf(secrets), postgres }) })
    } finally {
      await postgres.stop()
    }
  } finally {
    lock.release()
  }
}

function besideRunning(settings: Settings, secrets: Secrets): Workplace {
  const runtime = readRuntime(settings.dataDir)
  if (!runtime) throw new StartError(`Stoa is just starting or stopping on ${settings.dataDir}; try again in a moment.`)
  const port = Number(new URL(runtime.databaseUrl).port)
  const parts: Parts = {
    ...partsOf(secrets),
    postgres: {
      appUrl: runtime.databaseUrl,
      platformUrl: runtime.databasePlatformUrl,
      migratorUrl: urlFor('stoa_migrator', secrets.postgres.migrator, port, 'stoa'),
    },
    redis: { url: runtime.redisRestUrl, token: runtime.redisRestToken },
    stripe: { ...secrets.stripe, url: runtime.stripeApiBase ?? undefined },
    inngest: runtime.inngestUrl === null ? undefined : { url: runtime.inngestUrl },
  }
  const running = { ...settings, port: runtime.port, storesDomain: runtime.storesDomain }
  return { settings: running, env: childEnvironment(running, parts) }
}

function partsOf(secrets: Secrets): Parts {
  return { authSecret: secrets.authSecret, stripe: secrets.stripe }
}
