/**
 * One running Stoa for each data directory: a lock file with the owner's pid and start time.
 * Invariants: a lock never outlives its owner's meaning (a dead owner's is taken over); the file is whole or absent.
 */
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from '@/local/supervisor/atomic-file'
import { isAlive, startMark, waitUntilGone } from '@/local/supervisor/processes'
import { StartError } from '@/local/supervisor/start-error'

interface Owner {
  pid: number
  mark: string
  url: string
  /** Set while it stops: the next start waits instead of refusing. */
  stopping: boolean
}

export interface DataLock {
  /** Says that the owner is on its way out. */
  markStopping(): void
  release(): void
}

/** An owner whose launcher was just killed notices within this time and begins to stop. */
const NOTICE_MS = 1_500
const STOP_LIMIT_MS = 15_000

/**
 * Waits for an owner that is stopping, throws a StartError when one runs. Writes nothing.
 * True when an earlier run ended without releasing its lock, so that pieces of it may still be dying.
 */
export async function waitForOwner(dataDir: string): Promise<boolean> {
  const deadline = Date.now() + NOTICE_MS
  for (;;) {
    const owner = readOwner(dataDir)
    if (!owner) return false
    if (!isRunning(owner)) return true
    if (owner.stopping) {
      if (await waitUntilGone(owner.pid, STOP_LIMIT_MS)) return true
      throw new StartError(
        `Stoa with pid ${owner.pid} has been stopping in ${dataDir} for too long; end it and start again.`,
      )
    }
    if (Date.now() > deadline) {
      throw new StartError(
        `Stoa already runs on STOA_DATA_DIR ${dataDir} (${owner.url}, pid ${owner.pid}); stop it, or set another PORT and STOA_DATA_DIR.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Takes the lock of `dataDir`, making the folder when missing. Throws a StartError when another start was faster. */
export async function takeLock(dataDir: string, url: string): Promise<DataLock> {
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true })
  const file = lockFile(dataDir)
  const owner: Owner = { pid: process.pid, mark: startMark(process.pid) ?? '', url, stopping: false }
  while (!tryTake(file, owner)) {
    await waitForOwner(dataDir)
    removeStale(dataDir, file)
  }
  return {
    markStopping: () => writeFileAtomically(file, JSON.stringify({ ...owner, stopping: true }), 0o600),
    release: () => rmSync(file, { force: true }),
  }
}

/** The running owner of `dataDir`, if there is one. */
export function runningOwner(dataDir: string): Owner | undefined {
  const owner = readOwner(dataDir)
  return owner && isRunning(owner) ? owner : undefined
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'stoa.lock')
}

// link() fails where the name exists: of two starts at once one wins, and nobody ever reads half a file.
function tryTake(file: string, owner: Owner): boolean {
  const temporary = `${file}.${process.pid}.new`
  writeFileSync(temporary, JSON.stringify(owner), { mode: 0o600 })
  try {
    linkSync(temporary, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(temporary, { force: true })
  }
}

// Renamed first: of two starts that both saw the stale lock, the slower must not remove the faster one's new lock.
function removeStale(dataDir: string, file: string): void {
  const owner = readOwner(dataDir)
  if (!owner || isRunning(owner)) return
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = parseOwner(readFileSync(aside, 'utf8'))
  if (moved && isRunning(moved)) linkSync(aside, file)
  rmSync(aside, { force: true })
}

function isRunning(owner: Owner): boolean {
  return isAlive(owner.pid) && startMark(owner.pid) === owner.mark
}

function readOwner(dataDir: string): Owner | undefined {
  try {
    return parseOwner(readFileSync(lockFile(dataDir), 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new StartError(
      `STOA_DATA_DIR ${dataDir} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    )
  }
}

// A file that is not ours to understand counts as a dead owner's.
function parseOwner(text: string): Owner {
  try {
    return JSON.parse(text) as Owner
  } catch {
    return { pid: 0, mark: 'unreadable', url: '', stopping: false }
  }
}
