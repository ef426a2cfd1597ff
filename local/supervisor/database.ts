/**
 * Migrations and the demo, before the app starts. The demo is a program of its own (db/seed/main.ts), which does nothing
 * in a database that has stores.
 */
import { migrate } from '@/db/migrate'
import { describeDemo } from '@/db/seed/facts'
import { isLive, type Settings } from '@/local/env'
import { startChild } from '@/local/supervisor/child'
import type { DemoDescription } from '@/local/supervisor/runtime-file'
import { StartError } from '@/local/supervisor/start-error'

const SEED = ['--import', 'tsx', 'db/seed/main.ts']
const NO_DEMO: DemoDescription = { merchants: [], stores: [], apiTokens: [], operators: [] }

/** Throws a StartError with the database's own words. */
export async function migrateDatabase(migratorUrl: string): Promise<void> {
  try {
    await migrate(migratorUrl)
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw new StartError(
      `The migrations failed (DATABASE_MIGRATOR_URL): ${cause instanceof Error ? cause.message : String(cause)}`,
    )
  }
}

/** Seeds the demo into an empty database. Never where money is real: its passwords are public. */
export async function seedDatabase(
  settings: Settings,
  env: Record<string, string>,
  signal: AbortSignal,
  progress: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  if (isLive(settings)) return
  await runSeed(env, signal, progress)
}

/** The demo that `seedDatabase` puts into an empty database. */
export function describeDatabase(settings: Settings): DemoDescription {
  return isLive(settings) ? NO_DEMO : describeDemo()
}

async function runSeed(
  env: Record<string, string>,
  signal: AbortSignal,
  progress: NodeJS.WritableStream,
): Promise<void> {
  const child = startChild({ args: SEED, env, output: 'pipe', graceMs: 1_000, dieWithParent: true })
  const stop = () => void child.stop()
  signal.addEventListener('abort', stop, { once: true })
  let errors = ''
  child.process.stdout?.on('data', (chunk: Buffer) => {
    progress.write(chunk)
  })
  child.process.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk).slice(-8_000)
  })
  const closed = new Promise((resolve) => child.process.once('close', resolve))
  const reason = await child.exited
  await closed
  signal.removeEventListener('abort', stop)
  if (signal.aborted) throw new StartError('The seed was stopped.')
  if (reason !== 'ended with exit code 0')
    throw new StartError(`The demo could not be seeded (${reason}).\n${errors.trim()}`)
}
