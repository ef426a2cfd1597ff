/** Lanes that repeat a piece of work on the database, and what their sessions wait for meanwhile. */
import { setTimeout } from 'node:timers/promises'
import type postgres from 'postgres'
import { cpuSince, cpuUse } from './cpu'

const SAMPLE_MS = 25

export interface DatabaseLoad {
  perSecond: number
  failures: number
  /** CPU for each piece of work: of this process, which runs the product's code, and of PostgreSQL. */
  clientCpuMs: number
  postgresCpuMs: number
  /** Of the sessions seen at work, the share that waited for another's row, for the disk, for something else. */
  waits: { lock: number; disk: number; other: number }
}

/** Repeats `work` over `lanes` for `seconds` or until it answers false: nothing is left to do. */
export async function loadDatabase(
  { admin, root }: { admin: postgres.Sql; root: number },
  { lanes, seconds }: { lanes: number; seconds: number },
  work: () => Promise<boolean>,
): Promise<DatabaseLoad> {
  const began = performance.now()
  const until = began + seconds * 1_000
  const cpuBefore = cpuUse(root)
  const clientBefore = process.cpuUsage()
  let done = 0
  let failures = 0
  const sampling = { on: true }
  const waits = sample(admin, sampling)
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < until) {
        try {
          if (!(await work())) return
          done++
        } catch {
          failures++
        }
      }
    }),
  )
  const elapsed = (performance.now() - began) / 1_000
  const client = process.cpuUsage(clientBefore)
  sampling.on = false
  return {
    perSecond: done / elapsed,
    failures,
    clientCpuMs: (client.user + client.system) / 1_000 / done,
    postgresCpuMs: cpuSince(root, cpuBefore).postgresMs / done,
    waits: await waits,
  }
}

async function sample(admin: postgres.Sql, sampling: { on: boolean }): Promise<DatabaseLoad['waits']> {
  const seen = { all: 0, lock: 0, disk: 0, other: 0 }
  while (sampling.on) {
    const rows = await admin`select wait_event_type as type, wait_event as event, count(*)::int as n
      from pg_stat_activity where state <> 'idle' and backend_type = 'client backend' and pid <> pg_backend_pid()
      group by 1, 2`
    for (const { type, event, n } of rows) {
      seen.all += n
      if (type === 'Lock' || event === 'LockManager') seen.lock += n
      else if (type === 'IO' || event === 'WALWrite') seen.disk += n
      // A session that waits for its client's next statement waits for this process's CPU: not the database's wait.
      else if (type === 'LWLock' || type === 'IPC') seen.other += n
    }
    await setTimeout(SAMPLE_MS)
  }
  const share = (n: number) => (seen.all === 0 ? 0 : n / seen.all)
  return { lock: share(seen.lock), disk: share(seen.disk), other: share(seen.other) }
}
