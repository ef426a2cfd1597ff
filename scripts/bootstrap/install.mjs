// Brings node_modules to what package-lock.json says, before anything that needs a package runs.
// Invariant: when this returns, the installed tree matches the lockfile; a stamp makes the next check one file read.
// Not here: choosing versions. The lockfile is never written.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

const STAMP = join(root, 'node_modules', '.stoa-lock')
const LOCK_DIR = join(root, '.data-install')
const NPM_FLAGS = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
const HEARTBEAT_MS = 10_000
const OTHER_INSTALL_WAIT_MS = 15 * 60_000

/** Installs from the lockfile when needed. Prints one line when it does. Throws an Error with one sentence on failure. */
export async function ensureInstalled() {
  if (isInstalled()) return
  await withInstallLock(async () => {
    if (isInstalled()) return
    await npmCi()
    writeStamp()
  })
}

function isInstalled() {
  if (!existsSync(join(root, 'node_modules'))) return false
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stampValue()) return true
  if (!matchesLockfile()) return false
  writeStamp()
  return true
}

// The platform belongs to it: a folder moved from another system holds that system's binaries.
function stampValue() {
  const lockfile = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lockfile).digest('hex')} ${process.platform}-${process.arch}\n`
}

function writeStamp() {
  writeFileSync(STAMP, stampValue())
}

// Someone who ran `npm install` or `npm ci` by hand is not made to wait for a second one: npm's own record of the
// tree (written last by npm) is compared with the lockfile.
function matchesLockfile() {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    if (!found || !existsSync(join(root, path))) return fitsElsewhereOnly(entry)
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function fitsElsewhereOnly(entry) {
  if (!entry.optional && !entry.devOptional) return false
  const excluded = (list, value) => Array.isArray(list) && !list.includes(value)
  // libc variants and optional children of a package for another platform carry no os field of their own.
  return (
    excluded(entry.os, process.platform) ||
    excluded(entry.cpu, process.arch) ||
    entry.libc !== undefined ||
    entry.peer === true ||
    entry.os === undefined
  )
}

async function npmCi() {
  const started = Date.now()
  console.log('  … packages     installing from package-lock.json')
  const heartbeat = setInterval(() => {
    console.log(`  … packages     still installing (${Math.round((Date.now() - started) / 1000)} s)`)
  }, HEARTBEAT_MS)
  try {
    const { code, output } = await runNpm(['ci', ...NPM_FLAGS])
    if (code !== 0) throw new Error(`npm ci failed with exit code ${code}, so nothing was started.\n${output.trim()}`)
  } finally {
    clearInterval(heartbeat)
  }
  console.log(`  ✓ packages     installed (${((Date.now() - started) / 1000).toFixed(1)} s)`)
}

function runNpm(args) {
  const npm = process.env.npm_execpath
  const viaNode = npm !== undefined && /\.c?js$/.test(npm)
  const [command, all] = viaNode ? [process.execPath, [npm, ...args]] : ['npm', args]
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    const collect = (chunk) => {
      output = (output + chunk).slice(-8_000)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (error) => reject(new Error(`npm could not be run (${error.message}).`)))
    child.once('close', (code) => resolve({ code, output }))
  })
}

// Two copies started at once from one fresh clone: the second waits, then finds the work done.
async function withInstallLock(work) {
  const deadline = Date.now() + OTHER_INSTALL_WAIT_MS
  let told = false
  while (!takeInstallLock()) {
    if (Date.now() > deadline)
      throw new Error(`Another install holds ${LOCK_DIR}; remove that folder if none is running.`)
    if (!told) console.log('  … packages     waiting for another install in this folder')
    told = true
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  try {
    await work()
  } finally {
    rmSync(LOCK_DIR, { recursive: true, force: true })
  }
}

function takeInstallLock() {
  try {
    mkdirSync(LOCK_DIR)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!isInstallLockStale()) return false
    rmSync(LOCK_DIR, { recursive: true, force: true })
    return false
  }
  writeFileSync(join(LOCK_DIR, 'pid'), String(process.pid))
  return true
}

function isInstallLockStale() {
  try {
    const pid = Number(readFileSync(join(LOCK_DIR, 'pid'), 'utf8'))
    process.kill(pid, 0)
    return false
  } catch (error) {
    if (error.code === 'ESRCH') return true
    if (error.code === 'EPERM') return false
    // No pid in it yet: the owner is between two lines, or died there.
    return existsSync(LOCK_DIR) && Date.now() - statSync(LOCK_DIR).mtimeMs > 5_000
  }
}
