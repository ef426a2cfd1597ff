/** `npm run bench [-- name]`: prints a table and writes JSON under the data directory. Never part of `npm test`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { startBenchPlatform } from './platform'
import { type SmokeRow, smoke } from './smoke'

const NAMES = ['smoke']

async function main(name = 'smoke'): Promise<void> {
  if (!NAMES.includes(name)) {
    console.error(`There is no benchmark called ${name}. There is: ${NAMES.join(', ')}.`)
    process.exitCode = 2
    return
  }
  console.log('Starting a platform for the benchmark (production build, own data directory) ...')
  const platform = await startBenchPlatform()
  try {
    const rows = await smoke(platform)
    print(rows)
    const folder = join(process.env.STOA_DATA_DIR ?? '.data', 'bench')
    mkdirSync(folder, { recursive: true })
    const file = join(folder, `${name}-${new Date().toISOString().replaceAll(':', '-')}.json`)
    writeFileSync(file, JSON.stringify({ name, machine: machine(), rows }, null, 2))
    console.log(`\nWritten to ${file}`)
    const failed = rows.reduce((total, row) => total + row.failures, 0)
    if (failed > 0) throw new Error(`${failed} requests failed: the figures above do not count`)
  } finally {
    await platform.stop()
  }
}

function machine(): string {
  return `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
}

function print(rows: SmokeRow[]): void {
  console.log(`\n${machine()}; load generator, server, PostgreSQL and stand-ins share these cores\n`)
  console.log('| work | requests/s | p50 ms | p99 ms | server CPU ms | PostgreSQL CPU ms | failed |')
  console.log('|---|---:|---:|---:|---:|---:|---:|')
  for (const row of rows) {
    const figures = [row.perSecond, row.p50Ms, row.p99Ms, row.serverCpuMs, row.postgresCpuMs].map((n) => n.toFixed(1))
    console.log(`| ${row.name} | ${figures.join(' | ')} | ${row.failures} |`)
  }
}

await main(process.argv[2])
