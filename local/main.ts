/**
 * `npm start`: the supervisor. Checks, starts the embedded parts, migrates, seeds, builds, serves, and says where.
 *
 * Invariants: nothing is written before the configuration is known to be good; whatever was started is stopped again,
 * on failure as on Ctrl-C, within 10 seconds; `runtime.json` exists only while everything answers.
 * Not here: installing packages (scripts/bootstrap), which needs no package to run.
 */
import { freemem } from 'node:os'
import { buildVariables, childEnvironment, platformUrl, readSettings, type Settings } from '@/local/env'
import { buildIfOutOfDate } from '@/local/supervisor/build'
import { makeDataDir } from '@/local/supervisor/data-dir'
import { takeLock } from '@/local/supervisor/data-lock'
import { describeDatabase, migrateDatabase, seedDatabase } from '@/local/supervisor/database'
import { readEnvironment } from '@/local/supervisor/env-file'
import { startNext } from '@/local/supervisor/next-server'
import { startParts } from '@/local/supervisor/parts'
import { preflight } from '@/local/supervisor/preflight'
import { root } from '@/local/supervisor/root'
import { describeDemo, type Runtime, removeRuntime, writeRuntime } from '@/local/supervisor/runtime-file'
import { loadSecrets } from '@/local/supervisor/secrets'
import { Shutdown } from '@/local/supervisor/shutdown'
import { sentenceOf } from '@/local/supervisor/start-error'
import { done, logger, seconds, welcome } from '@/local/supervisor/terminal'

/** The graces of the app, the services and PostgreSQL, which stop one after the other, add up to less. */
const EXIT_LIMIT_MS = 9_500
/** The seed draws pictures and the build compiles: together only where both fit. */
const PARALLEL_FREE_BYTES = 2 * 1024 ** 3
const RANK = { lock: 0, app: 3, runtime: 4 }

const shutdown = new Shutdown()
let exitCode = 0

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
process.on('disconnect', () => void stop())

const starting = start(process.argv.includes('--dev')).catch((error: unknown) => {
  // What fails because everything is being stopped is no news.
  if (!shutdown.signal.aborted) giveUp(sentenceOf(error))
})

async function start(dev: boolean): Promise<void> {
  const startedMs = Date.now()
  const settings = readSettings(readEnvironment(process.env, root), root)
  await preflight(settings)
  makeDataDir(settings.dataDir)
  const lock = await takeLock(settings.dataDir, platformUrl(settings))
  await shutdown.add(RANK.lock, async () => lock.release())
  await shutdown.add(RANK.runtime, async () => {
    lock.markStopping()
    removeRuntime(settings.dataDir)
  })
  removeRuntime(settings.dataDir)

  const started = await startParts(settings, loadSecrets(settings.dataDir), shutdown, giveUp)
  if (shutdown.signal.aborted) return
  const env = childEnvironment(settings, started.parts)
  await prepare(settings, env, dev)
  if (shutdown.signal.aborted) return

  const appMs = Date.now()
  const app = await startNext({ settings, env, dev, log: logger('app'), onGiveUp: giveUp, signal: shutdown.signal })
  const demo = describeDatabase(settings)
  await shutdown.add(RANK.app, app.stop)
  done('app', `${platformUrl(settings)} (${seconds(appMs)})`)
  const runtime: Runtime = {
    pid: process.pid,
    port: settings.port,
    platformUrl: platformUrl(settings),
    storesDomain: settings.storesDomain,
    databaseUrl: env.DATABASE_URL ?? '',
    databasePlatformUrl: env.DATABASE_PLATFORM_URL ?? '',
    databaseAdminUrl: started.adminUrl,
    redisRestUrl: env.UPSTASH_REDIS_REST_URL ?? '',
    redisRestToken: env.UPSTASH_REDIS_REST_TOKEN ?? '',
    stripeApiBase: env.STRIPE_API_BASE ?? null,
    mailUrl: started.mailUrl,
    inngestUrl: started.parts.inngest?.url ?? null,
    demo: describeDemo(demo, settings.storesDomain, settings.port),
  }
  if (shutdown.signal.aborted) return
  writeRuntime(settings.dataDir, runtime)
  welcome(settings, runtime, startedMs)
}

/** Migrations first; then the demo and the build, which need nothing of each other. */
async function prepare(settings: Settings, env: Record<string, string>, dev: boolean): Promise<void> {
  const migrateMs = Date.now()
  await migrateDatabase(env.DATABASE_MIGRATOR_URL ?? '')
  done('database', `migrated (${seconds(migrateMs)})`)
  const seed = async () => {
    const seedMs = Date.now()
    await seedDatabase(settings, env, shutdown.signal)
    done('demo', `in place (${seconds(seedMs)})`)
  }
  const build = async () => {
    if (dev) return
    const result = await buildIfOutOfDate({
      baked: buildVariables(settings),
      log: logger('build'),
      signal: shutdown.signal,
    })
    done('build', result.built ? `built (${result.seconds.toFixed(1)} s)` : 'up to date')
  }
  if (freemem() > PARALLEL_FREE_BYTES) await Promise.all([seed(), build()])
  else {
    await seed()
    await build()
  }
}

function giveUp(sentence: string): void {
  console.error(sentence)
  exitCode = 1
  void stop()
}

async function stop(): Promise<void> {
  if (shutdown.signal.aborted) return
  if (exitCode === 0) console.log('\n  stopping')
  setTimeout(() => process.exit(1), EXIT_LIMIT_MS).unref()
  // The start as well: what it is just starting ends with it, and is not left to find out by itself.
  await Promise.all([shutdown.run(), starting])
  process.exit(exitCode)
}
