/**
 * The command around the proof: on the platform that runs on this data directory, or, where none does or its database is not
 * embedded, on one started for it with a data directory of its own. The walls are always those of the database in question.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startOwnPlatform } from '@/e2e/support/own-platform'
import { root } from '@/local/supervisor/root'
import { readRuntime } from '@/local/supervisor/runtime-file'
import { StartError } from '@/local/supervisor/start-error'
import type { Workplace } from '@/scripts/cli/environment'
import { reportPage, reportText } from './report'
import { type Ground, verifyIsolation, verifyWalls } from './verify'

/** A platform of the proof's own stands on nothing that was given. */
const GIVEN = /^(DATABASE_|UPSTASH_|STRIPE_|INNGEST_|SMTP_URL|PLATFORM_HOST|STORES_DOMAIN|REDIS_URL)/

export async function verifyIsolationCommand({ settings, env }: Workplace) {
  const given = await verifyWalls(env.DATABASE_URL ?? '')
  const { ground, leave } = await findGround(settings.dataDir)
  try {
    // An embedded database that no start has filled yet has no walls to speak of: those of the platform made for it count.
    const walls = given.tables === 0 && settings.embedded.postgres ? await verifyWalls(ground.adminUrl) : given
    const report = await verifyIsolation(walls, ground)
    const folder = join(settings.dataDir, 'reports')
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'isolation.html')
    writeFileSync(file, reportPage(report, new Date()))
    const words = `${reportText(report)}\nReport: ${file}`
    if (report.findings.length > 0) throw new StartError(words)
    const { subjects, seconds } = report
    return { words, facts: { findings: 0, walls: walls.tables, subjects: subjects.length, seconds, file } }
  } finally {
    await leave()
  }
}

async function findGround(dataDir: string): Promise<{ ground: Ground; leave(): Promise<void> }> {
  const dist = join(root, process.env.STOA_DIST_DIR ?? '.next')
  const running = readRuntime(dataDir)
  if (running?.databaseAdminUrl) {
    return { ground: { ...groundOf(running), adminUrl: running.databaseAdminUrl, dist }, leave: async () => {} }
  }
  for (const name of Object.keys(process.env)) if (GIVEN.test(name)) delete process.env[name]
  const own = await startOwnPlatform('isolation')
  return { ground: { ...groundOf(own), adminUrl: own.databaseAdminUrl, dist }, leave: own.stop }
}

function groundOf({ port, platformUrl, storesDomain }: { port: number; platformUrl: string; storesDomain: string }) {
  return { port, platformHost: new URL(platformUrl).host, storesDomain }
}
