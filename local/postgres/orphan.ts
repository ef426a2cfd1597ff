/**
 * What an earlier server left behind in a data folder: a server that lost its supervisor, or the pid file of a dead one.
 * Invariant: when this returns, no server runs on that folder and no pid file of another process blocks the next one.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine, isAlive, waitUntilGone } from '@/local/supervisor/processes'
import { StartError } from '@/local/supervisor/start-error'

/** Fast shutdown, immediate shutdown (recovers at the next start), then the last resort. */
const STOP_STEPS: { signal: NodeJS.Signals; waitMs: number }[] = [
  { signal: 'SIGINT', waitMs: 8_000 },
  { signal: 'SIGQUIT', waitMs: 4_000 },
  { signal: 'SIGKILL', waitMs: 4_000 },
]

export async function clearOrphan(data: string, log: (line: string) => void): Promise<void> {
  const pid = pidIn(data)
  if (pid === undefined) return
  if (!isServerOf(pid, data)) {
    // Its number may meanwhile be another process's, which PostgreSQL would take for a running server.
    rmSync(join(data, 'postmaster.pid'), { force: true })
    return
  }
  log(`stopping the database server that an earlier run left behind (pid ${pid})`)
  for (const { signal, waitMs } of STOP_STEPS) {
    send(pid, signal)
    if (await waitUntilGone(pid, waitMs)) return
  }
  throw new StartError(
    `The database server with pid ${pid}, left behind in ${data}, does not stop; end it and start again.`,
  )
}

export function pidIn(data: string): number | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 1 ? pid : undefined
}

function isServerOf(pid: number, data: string): boolean {
  return pid !== process.pid && isAlive(pid) && commandLine(pid).includes(data)
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return
    throw error
  }
}
