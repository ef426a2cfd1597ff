// Hands over from plain JavaScript to TypeScript: installs when needed, then runs one entry file through tsx.
// Invariant: the entry's process never outlives this one by more than its own orderly stop, whatever ends this one:
// a signal is passed on, `kill -9` closes the IPC channel, which the entry answers with the same orderly stop.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { ensureInstalled } from './install.mjs'
import { root } from './paths.mjs'

const PARENT_CHECK_MS = 300

/** Runs `entry` (a path from the project's root) with `args`; ends this process with its exit code. */
export async function runTypeScript(entry, args) {
  try {
    await ensureInstalled()
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...args], {
    cwd: root,
    env: { ...process.env, STOA_CALLED_FROM: process.env.INIT_CWD ?? process.cwd() },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  stopWhenNpmDies(child)
  child.once('error', (error) => {
    console.error(`${entry} could not be started: ${error.message}`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)))
}

// npm passes signals on, but not its own sudden death: without this, `kill -9` of npm would leave a server behind
// that the next `npm start` would have to refuse. A process whose parent died has another parent.
function stopWhenNpmDies(child) {
  if (!process.env.npm_lifecycle_event) return
  const line = ancestors()
  setInterval(() => {
    if (ancestors() !== line) child.kill('SIGTERM')
  }, PARENT_CHECK_MS).unref()
}

// npm runs a script through a shell, which on Linux stays between the two.
function ancestors() {
  const parent = process.ppid
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8')
    const grandparent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
    const parentIsShell = /\((sh|dash|bash|ash|busybox)\)/.test(stat)
    return parentIsShell ? `${parent} ${grandparent}` : `${parent}`
  } catch {
    return `${parent}`
  }
}
