/**
 * Where the server's data and programs lie. Usually the data directory itself and node_modules; for root, whose folders
 * the server's own user may not enter, a readable place outside that the data directory records.
 *
 * Invariants: a data directory always finds the same database again, also after it was moved; two data directories never
 * share one. A folder outside is only trusted when root owns its parents, so that nobody can put one there beforehand.
 * Not here: making or starting the database (cluster.ts).
 */

import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findBinaries, programIn } from '@/local/postgres/binaries'
import { mayAccess, type ServerUser, serverUser } from '@/local/postgres/server-user'
import { writeFileAtomically } from '@/local/supervisor/atomic-file'
import { StartError } from '@/local/supervisor/start-error'

export interface Place {
  /** Holds `data` (the cluster); belongs to the server's user, 0700. */
  folder: string
  /** The folder with bin, lib and share. */
  native: string
  /** Undefined: the server runs as ourselves. */
  user: ServerUser | undefined
}

const RECORD = 'postgres-location.json'
/** In a folder outside: the data directory it belongs to. */
const OWNER = 'owner'
const OUTSIDE = ['/var/lib/stoa', '/var/tmp/stoa-root']

/** Finds or makes the place for `dataDir`, which must exist. */
export function findPlace(dataDir: string, log: (line: string) => void): Place {
  const home = realpathSync(dataDir)
  const binaries = findBinaries()
  const user = ownerOf(home) ?? serverUser()
  if (!user) {
    const folder = join(home, 'postgres')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    checkOwner(folder)
    return { folder, native: binaries.native, user }
  }
  const native = runsAs(user, binaries.native)
    ? binaries.native
    : copyBinaries(user, binaries.native, binaries.version, log)
  return { folder: folderFor(user, home, log), native, user }
}

/** Removes the database of `dataDir` wherever it lies. Only for temporary data directories. */
export function removePlace(place: Place, dataDir: string): void {
  rmSync(place.folder, { recursive: true, force: true })
  rmSync(join(dataDir, RECORD), { force: true })
}

function folderFor(user: ServerUser, home: string, log: (line: string) => void): string {
  const recorded = readRecord(home)
  if (recorded) return own(recorded, user)
  const inside = join(home, 'postgres')
  const exists = existsSync(inside)
  if (mayAccess(user, home, '-x')) return own(inside, user)
  if (exists && readdirSync(inside).length > 0) {
    throw new StartError(
      `The database server runs as the user ${user.name}, who may no longer enter ${home}; open its parent folders for others (chmod o+x).`,
    )
  }
  const key = createHash('sha256').update(home).digest('hex').slice(0, 12)
  const parent = outsideParent(user)
  removeAbandoned(parent)
  const older = readdirSync(parent).filter((name) => name.startsWith(`db-${key}-`))
  for (const name of older)
    log(
      `an older database of a removed ${home} is still kept in ${join(parent, name)}; remove it when it is not needed`,
    )
  const folder = join(parent, `db-${key}-${randomBytes(4).toString('hex')}`)
  // Recorded before it is made: a crash in between leaves a record of an empty folder, never a database nobody knows of.
  writeFileAtomically(join(home, RECORD), `${JSON.stringify({ dataDir: home, folder })}\n`, 0o600)
  own(folder, user)
  writeFileAtomically(join(folder, OWNER), home, 0o600)
  log(`the user ${user.name} may not enter ${home}, so the database lies in ${folder}`)
  return folder
}

// Only those of temporary data directories (tests): any other may be a shop whose folder is merely not mounted now.
function removeAbandoned(parent: string): void {
  const temporary = `${realpathSync(tmpdir())}/`
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith('db-'))) {
    const owner = join(parent, name, OWNER)
    const home = existsSync(owner) ? readFileSync(owner, 'utf8') : ''
    if (home.startsWith(temporary) && !existsSync(home)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

function readRecord(home: string): string | undefined {
  const file = join(home, RECORD)
  if (!existsSync(file)) return undefined
  const record = JSON.parse(readFileSync(file, 'utf8')) as { dataDir: string; folder: string }
  if (record.dataDir !== home) {
    if (existsSync(join(record.dataDir, RECORD))) {
      throw new StartError(
        `${home} is a copy of ${record.dataDir}, and its database still belongs to that folder; remove ${file} to begin with an empty database.`,
      )
    }
    writeFileAtomically(file, `${JSON.stringify({ dataDir: home, folder: record.folder })}\n`, 0o600)
    if (existsSync(record.folder)) writeFileAtomically(join(record.folder, OWNER), home, 0o600)
  }
  return record.folder
}

// A database stays with the user who has it, also when root starts a clone that an ordinary user began.
function ownerOf(home: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const data = join(readRecord(home) ?? join(home, 'postgres'), 'data')
  const stat = lstatSync(data, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { name: `with uid ${stat.uid}`, uid: stat.uid, gid: stat.gid } : undefined
}

function own(folder: string, user: ServerUser): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  return folder
}

function checkOwner(folder: string): void {
  const { uid } = lstatSync(folder)
  if (process.getuid && uid !== process.getuid()) {
    throw new StartError(
      `The database in ${folder} belongs to another user (uid ${uid}); start Stoa as that user, or set STOA_DATA_DIR to a folder of your own.`,
    )
  }
}

function runsAs({ uid, gid }: ServerUser, native: string): boolean {
  return spawnSync(programIn(native, 'postgres'), ['--version'], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0
}

// Shared by every clone of this machine; the name holds the version, and a finished copy is never written again.
function copyBinaries(user: ServerUser, native: string, version: string, log: (line: string) => void): string {
  const parent = outsideParent(user)
  const target = join(parent, `bin-${version}-${process.arch}`)
  if (existsSync(target) && runsAs(user, target)) return target
  log(`the user ${user.name} may not enter ${native}, so the server's programs are copied to ${target}`)
  const temporary = `${target}.${process.pid}.tmp`
  rmSync(temporary, { recursive: true, force: true })
  cpSync(native, temporary, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'u=rwX,go=rX', temporary])
  if (!runsAs(user, temporary))
    throw new StartError(
      `The user ${user.name} cannot run PostgreSQL from ${dirname(target)}; start Stoa as an ordinary user.`,
    )
  if (existsSync(target)) rmSync(target, { recursive: true, force: true })
  renameSync(temporary, target)
  return target
}

function outsideParent(user: ServerUser): string {
  const usable = OUTSIDE.find((folder) => makeTrusted(folder) && mayAccess(user, folder, '-x'))
  if (!usable)
    throw new StartError(
      `The user ${user.name} can enter none of ${OUTSIDE.join(', ')}, so the database has no place; start Stoa as an ordinary user.`,
    )
  return usable
}

function makeTrusted(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o755 })
    chmodSync(folder, 0o755)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return false
  }
  const stat = lstatSync(folder)
  return stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0
}
