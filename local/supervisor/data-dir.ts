/**
 * Making the data directory. Others may pass through it (root's database server runs as another user and lies inside),
 * not look around.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartError } from '@/local/supervisor/start-error'

const PRIVATE_PARTS = ['logs', 'mail', 'stripe', 'inngest']

/** Throws a StartError that names STOA_DATA_DIR when the folder cannot be made. */
export function makeDataDir(dataDir: string): void {
  try {
    makeFolder(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700)
    for (const name of PRIVATE_PARTS) makeFolder(join(dataDir, name), 0o700)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new StartError(`STOA_DATA_DIR ${dataDir} cannot be made or written to (${reason}).`)
  }
}

// Not mkdir's own `recursive`: Node's never returns where a file system says ENOENT to a folder it does not allow (/proc).
function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return
  const parent = dirname(folder)
  if (!existsSync(parent)) makeFolder(parent, 0o755)
  mkdirSync(folder, { mode })
}
