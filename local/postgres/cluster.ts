/**
 * One PostgreSQL cluster on disk: making it, and running a server on it until it is told to stop.
 *
 * Invariants: a folder named `data` is a finished cluster (made under another name, then renamed); the server listens on
 * 127.0.0.1 only and ends with this process, kill -9 included (supervisor/guard.cjs).
 * Not here: databases, roles and passwords inside (roles.ts).
 */
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { programIn } from '@/local/postgres/binaries'
import { clearOrphan } from '@/local/postgres/orphan'
import type { Place } from '@/local/postgres/place'
import type { Running } from '@/local/supervisor/keep-alive'
import { waitUntilGone } from '@/local/supervisor/processes'
import { StartError } from '@/local/supervisor/start-error'

export type Durability = 'full' | 'off'

const GUARD = join(import.meta.dirname, '..', 'supervisor', 'guard.cjs')
const MAX_LOG_BYTES = 10 * 1024 * 1024
/** SIGINT: fast shutdown. SIGQUIT: immediate; the next start recovers from the log. Together below the supervisor's limit. */
const GRACE = [
  { signal: 'SIGINT', ms: 3_000 },
  { signal: 'SIGQUIT', ms: 1_000 },
  { signal: 'SIGKILL', ms: 0 },
]
const STOP_LIMIT_MS = 4_500

/** Makes the cluster when there is none. Returns the data folder. */
export function ensureCluster(place: Place, superuserPassword: string): string {
  const data = join(place.folder, 'data')
  for (const name of readdirSync(place.folder)) {
    if (name.startsWith('data.new') || name === 'pwfile')
      rmSync(join(place.folder, name), { recursive: true, force: true })
  }
  if (existsSync(join(data, 'PG_VERSION'))) {
    checkVersion(data, place.native)
    return data
  }
  const fresh = join(place.folder, 'data.new')
  const passwordFile = join(place.folder, 'pwfile')
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 })
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid)
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C'
  const args = [
    '-D',
    fresh,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    `--locale=${locale}`,
  ]
  const run = spawnSync(programIn(place.native, 'initdb'), args, {
    ...asUser(place),
    cwd: '/',
    encoding: 'utf8',
    env: serverEnv(),
  })
  rmSync(passwordFile, { force: true })
  if (run.status !== 0) {
    throw new StartError(`The database could not be made in ${fresh}: ${run.error?.message ?? lastLine(run.stderr)}`)
  }
  renameSync(fresh, data)
  return data
}

export interface ServerOptions {
  place: Place
  data: string
  port: number
  logFile: string
  durability: Durability
  log: (line: string) => void
}

/** Starts the server process; it does not yet answer when this returns (see roles.ts `waitForServer`). */
export async function runServer(options: ServerOptions): Promise<Running & { pid: number }> {
  await clearOrphan(options.data, options.log)
  const logFd = openLog(options.logFile)
  const plan = {
    command: programIn(options.place.native, 'postgres'),
    args: ['-D', options.data, ...settings(options)],
    ...asUser(options.place),
    env: serverEnv(),
    grace: GRACE,
  }
  // A group of its own: Ctrl-C in the terminal must reach the supervisor alone, which stops things in order.
  const guard = spawn(process.execPath, [GUARD], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', logFd, logFd, 'ipc'],
    env: { ...process.env, STOA_GUARD: JSON.stringify(plan) },
  })
  closeSync(logFd)
  const exited = new Promise<string>((resolve) => {
    guard.once('exit', (code, signal) =>
      resolve(signal ? `ended by ${signal}` : `ended with code ${code}: ${lastLine(tail(options.logFile))}`),
    )
    guard.once('error', (error) => resolve(error.message))
  })
  const pid = await new Promise<number>((resolve, reject) => {
    guard.once('message', (message) => resolve((message as { pid: number }).pid))
    exited.then((reason) => reject(new StartError(`The database server did not start (${reason}).`)))
  })
  return {
    pid,
    exited,
    async stop() {
      guard.kill('SIGTERM')
      await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, STOP_LIMIT_MS).unref())])
      await waitUntilGone(pid, 500)
    },
  }
}

function settings({ port, durability }: ServerOptions): string[] {
  const common = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 120,
    shared_buffers: durability === 'full' ? '256MB' : '128MB',
    max_wal_size: '2GB',
    log_min_messages: 'warning',
    log_line_prefix: '%m [%p] %u@%d ',
    log_timezone: 'UTC',
    timezone: 'UTC',
  }
  const loose = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }
  const all = { ...common, ...(durability === 'off' ? loose : {}) }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function checkVersion(data: string, native: string): void {
  const stored = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  const run = spawnSync(programIn(native, 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/' })
  const ours = /(\d+)\./.exec(run.stdout ?? '')?.[1]
  if (ours && ours !== stored) {
    throw new StartError(
      `The database in ${data} was made by PostgreSQL ${stored}, and this is ${ours}; restore it into a new data directory.`,
    )
  }
}

function asUser({ user }: Place): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {}
}

// PG* variables of the person's shell would point our server's programs elsewhere.
function serverEnv(): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' }
}

function openLog(file: string): number {
  mkdirSync(join(file, '..'), { recursive: true })
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.1`)
  const fd = openSync(file, 'a', 0o600)
  chmodSync(file, 0o600)
  return fd
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-2_000) : ''
}

function lastLine(text: string | null): string {
  return (text ?? '').trim().split('\n').at(-1) ?? ''
}
