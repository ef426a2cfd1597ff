/**
 * Starting the programs that belong to a running Stoa, and ending them together with everything they started.
 * Invariant: every child is in a process group of its own (Ctrl-C reaches the supervisor alone, which stops things in
 * order) and has an IPC channel whose end tells it that the supervisor is gone.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Running } from '@/local/supervisor/keep-alive'
import { root } from '@/local/supervisor/root'

const DIE_WITH_PARENT = join(import.meta.dirname, 'die-with-parent.cjs')
const MAX_LOG_BYTES = 10 * 1024 * 1024

export interface ChildOptions {
  /** Arguments of node: the script and what follows it. */
  args: string[]
  env: Record<string, string>
  /** 'inherit' shows the output here; a path appends it to that file. */
  output: 'inherit' | 'pipe' | { file: string }
  /** How long the child may take to stop by itself before its group is killed. */
  graceMs: number
  /** For programs that know nothing of the IPC channel. */
  dieWithParent?: boolean
}

export interface Child extends Running {
  process: ChildProcess
  pid: number
}

/** Starts one node program. Never throws: a failed start shows in `exited`. */
export function startChild(options: ChildOptions): Child {
  const fd = typeof options.output === 'object' ? openLog(options.output.file) : options.output
  const preload = options.dieWithParent ? ['--require', DIE_WITH_PARENT] : []
  const env: Record<string, string> = { ...basics(), ...options.env, STOA_SUPERVISOR_PID: String(process.pid) }
  const child = spawn(process.execPath, [...preload, ...options.args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', fd, fd, 'ipc'],
    // NODE_ENV is set by those who mean it; the type that Next gives process.env wants it named.
    env: env as NodeJS.ProcessEnv,
  })
  if (typeof fd === 'number') closeSync(fd)
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`))
    child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with exit code ${code}`))
  })
  return { process: child, pid: child.pid ?? 0, exited, stop: () => stopChild(child, exited, options.graceMs) }
}

/** The last lines of a log file, for the sentence about a part that failed. */
export function lastLines(file: string, count: number): string {
  if (!existsSync(file)) return ''
  return readFileSync(file, 'utf8').slice(-8_000).trim().split('\n').slice(-count).join('\n')
}

async function stopChild(child: ChildProcess, exited: Promise<string>, graceMs: number): Promise<void> {
  if (child.pid === undefined) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => killGroup(child.pid), graceMs)
  await exited
  clearTimeout(timer)
  // Whatever it started and left behind is in its group.
  killGroup(child.pid)
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error
  }
}

// What a program needs of the person's shell whatever else it is given: to be found, a home, a language.
function basics(): Record<string, string> {
  const names = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'TZ', 'NODE_OPTIONS']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}
