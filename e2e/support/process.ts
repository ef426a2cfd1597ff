/** The platform as a process that the tests start, stop with SIGINT and kill with SIGKILL. */
import { spawn } from 'node:child_process'
import { existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@/local/supervisor/ports'
import { dataDir, runtime } from './platform'

const START_TIMEOUT_MS = 5 * 60_000
const STOP_TIMEOUT_MS = 10_000

/** Runs `npm start`'s script on the tests' data directory and waits until it says that everything answers. Returns ms. */
export async function startPlatform(): Promise<number> {
  const began = Date.now()
  process.env.STOA_E2E_PORT ??= String(await freePort())
  const out = openSync(join(dataDir(), 'start.log'), 'a')
  // Under npm, `npm start` ends with whoever called it; here it outlives the worker that restarted it.
  const { npm_lifecycle_event: _, ...env } = process.env
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    detached: true,
    stdio: ['ignore', out, out],
    env: { ...env, PORT: process.env.STOA_E2E_PORT, STOA_DATA_DIR: dataDir() },
  })
  let exited = false
  child.once('exit', () => {
    exited = true
  })
  child.unref()
  while (!answers()) {
    if (exited) throw new Error(`npm start ended:\n${logTail()}`)
    if (Date.now() - began > START_TIMEOUT_MS) throw new Error(`npm start did not answer in time:\n${logTail()}`)
    await pause(100)
  }
  return Date.now() - began
}

/** Processes of the platforms that were asked to stop: to be killed at the end if they are still there. */
const asked = new Set<number>()

/** What Ctrl-C does; resolves when every process of this platform is gone and runtime.json with them. Returns ms. */
export async function stopPlatform(): Promise<number> {
  const began = Date.now()
  const { pid } = runtime()
  const all = family(pid)
  for (const each of all) asked.add(each)
  process.kill(pid, 'SIGINT')
  while (all.some(isAlive)) {
    if (Date.now() - began > STOP_TIMEOUT_MS) {
      throw new Error(`still running after SIGINT:\n${all.filter(isAlive).map(describe).join('\n')}\n${logTail()}`)
    }
    await pause(50)
  }
  if (existsSync(join(dataDir(), 'runtime.json'))) throw new Error('runtime.json is still there after a clean stop')
  return Date.now() - began
}

/** kill -9 for what was asked to stop and did not. */
export function killFamilies(): void {
  for (const pid of asked) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
}

function describe(pid: number): string {
  try {
    return `${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 200)}`
  } catch {
    return `${pid} (gone)`
  }
}

/** kill -9 for the supervisor and every process it started, PostgreSQL's included. Returns how many there were. */
export async function killEverything(): Promise<number> {
  const all = family(runtime().pid)
  for (const pid of all) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Already gone with its parent: that is what is wanted.
    }
  }
  while (all.some(isAlive)) await pause(20)
  return all.length
}

/** `pid` and all its descendants, by /proc. */
export function family(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = parentOf(Number(name))
    if (parent !== undefined) parents.set(Number(name), parent)
  }
  const found = [root]
  for (const pid of found) {
    for (const [child, parent] of parents) if (parent === pid && !found.includes(child)) found.push(child)
  }
  return found
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z'
  } catch {
    return false
  }
}

function answers(): boolean {
  try {
    return isAlive(runtime().pid)
  } catch {
    return false
  }
}

function logTail(): string {
  return readFileSync(join(dataDir(), 'start.log'), 'utf8').split('\n').slice(-30).join('\n')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
