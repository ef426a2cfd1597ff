/**
 * One owner for a file, across processes and kill -9: the lock names its process and is touched every second.
 * A lock whose process is gone, or that nobody has touched for some seconds, is taken over.
 */
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

const HEARTBEAT_MS = 1_000
const STALE_MS = 5_000
/** Long enough for the orphan of a killed parent to notice and go. */
const WAIT_MS = 8_000
const POLL_MS = 100

export class FileLock {
  private constructor(
    private readonly path: string,
    private readonly heartbeat: NodeJS.Timeout,
  ) {}

  /** Waits up to eight seconds for the present owner to go; then rejects, naming its process id. */
  static async take(path: string): Promise<FileLock> {
    const deadline = Date.now() + WAIT_MS
    while (!(await create(path))) {
      const owner = await liveOwner(path)
      if (owner === null) await rm(path, { force: true })
      else if (Date.now() > deadline) throw new Error(`${path} is held by process ${owner}`)
      else await sleep(POLL_MS)
    }
    const beat = () => {
      const now = new Date()
      // The folder may be deleted under us at the end of a test; the next write will say so.
      utimes(path, now, now).catch(() => undefined)
    }
    return new FileLock(path, setInterval(beat, HEARTBEAT_MS).unref())
  }

  async release(): Promise<void> {
    clearInterval(this.heartbeat)
    await rm(this.path, { force: true })
  }
}

async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** The process holding the lock, or null when it is abandoned. */
async function liveOwner(path: string): Promise<number | null> {
  try {
    const pid = Number(await readFile(path, 'utf8'))
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > STALE_MS) return null
    // pid 0 means the file was made this instant and not yet written.
    if (pid === 0) return 0
    process.kill(pid, 0)
    return pid
  } catch (error) {
    // No such file or no such process; EPERM means a live process of another user.
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') return -1
    return null
  }
}
