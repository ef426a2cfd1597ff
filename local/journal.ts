/**
 * An append-only file of JSON lines: the memory of an embedded part across kill -9. Each line is one atomic change.
 *
 * Invariants: after `settled()` everything appended before is in the file (and, with `fsync`, on the disk). A line torn by
 * a crash is cut off at the next opening. One process at a time owns the file: a lock with a heartbeat says who.
 * Not here: what the records mean; the owner replays them and, when asked, gives a snapshot to start over from.
 */
import { closeSync, fstatSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { FileLock } from './file-lock'

/** A file smaller than this is never compacted. */
const COMPACT_MIN_BYTES = 16 * 1024 * 1024
/** Compacted when the file has grown to this many times what the last snapshot took. */
const COMPACT_GROWTH = 3
const NEWLINE = 0x0a
const SNAPSHOT_CHUNK_CHARS = 1024 * 1024

export interface JournalOptions<R> {
  path: string
  /** Whether `settled()` waits for the disk (true: survives a power cut) or only for the system (survives kill -9). */
  fsync: boolean
  /** Called for every record found, in order, before `open` resolves. */
  replay(record: R): void
  /** The records that say the same as all of the file; asked for when the file has grown large. */
  snapshot(): Iterable<R>
  compactMinBytes?: number
}

export class Journal<R> {
  private waiting: string[] = []
  private writing: Promise<void> | null = null
  private snapshotBytes = 0
  private failure: Error | null = null

  private constructor(
    private readonly options: JournalOptions<R>,
    private readonly lock: FileLock,
    private file: FileHandle,
    private bytes: number,
  ) {}

  /** Takes the lock, replays the file and cuts off a torn last line. Rejects when another process holds the file. */
  static async open<R>(options: JournalOptions<R>): Promise<Journal<R>> {
    await mkdir(dirname(options.path), { recursive: true })
    const lock = await FileLock.take(`${options.path}.lock`)
    const file = await open(options.path, 'a+')
    try {
      const bytes = await replayFile(file, options.replay)
      const journal = new Journal(options, lock, file, bytes)
      await journal.compactWhenLarge()
      return journal
    } catch (error) {
      await file.close()
      await lock.release()
      throw error
    }
  }

  /** Queues one record; it is written soon, together with its neighbours. */
  append(record: R): void {
    this.waiting.push(`${JSON.stringify(record)}\n`)
    this.writing ??= this.write()
  }

  /** Resolves when everything appended so far is kept. Rejects for good once a write has failed. */
  async settled(): Promise<void> {
    while (this.writing) await this.writing
    if (this.failure) throw this.failure
  }

  async close(): Promise<void> {
    await this.settled()
    await this.file.close()
    await this.lock.release()
  }

  private async write(): Promise<void> {
    // One turn of the event loop, so that the records of one request share one write.
    await new Promise((resolve) => setImmediate(resolve))
    try {
      while (this.waiting.length > 0) {
        const chunk = Buffer.from(this.waiting.join(''))
        this.waiting = []
        await this.file.appendFile(chunk)
        if (this.options.fsync) await this.file.datasync()
        this.bytes += chunk.length
        await this.compactWhenLarge()
      }
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error))
      console.error(`The journal ${this.options.path} cannot be written: ${this.failure.message}`)
    } finally {
      this.writing = null
    }
  }

  private async compactWhenLarge(): Promise<void> {
    const floor = this.options.compactMinBytes ?? COMPACT_MIN_BYTES
    if (this.bytes < Math.max(floor, this.snapshotBytes * COMPACT_GROWTH)) return
    // Synchronous: no record may come between the snapshot and the swap. What is waiting is already in the snapshot,
    // and replaying it once more after it changes nothing.
    const part = `${this.options.path}.part`
    this.snapshotBytes = writeSnapshot(part, this.options.snapshot())
    renameSync(part, this.options.path)
    await this.file.close()
    this.file = await open(this.options.path, 'a')
    this.bytes = this.snapshotBytes
  }
}

/** Replays every whole line, cuts off the rest, and gives back how many bytes are left. */
async function replayFile<R>(file: FileHandle, replay: (record: R) => void): Promise<number> {
  const content = await file.readFile()
  const whole = content.lastIndexOf(NEWLINE) + 1
  if (whole < content.length) await file.truncate(whole)
  for (let from = 0; from < whole; ) {
    const end = content.indexOf(NEWLINE, from)
    replay(JSON.parse(content.toString('utf8', from, end)) as R)
    from = end + 1
  }
  return whole
}

function writeSnapshot(path: string, records: Iterable<unknown>): number {
  const file = openSync(path, 'w')
  try {
    let chunk = ''
    for (const record of records) {
      chunk += `${JSON.stringify(record)}\n`
      if (chunk.length < SNAPSHOT_CHUNK_CHARS) continue
      writeSync(file, chunk)
      chunk = ''
    }
    writeSync(file, chunk)
    fsyncSync(file)
    return fstatSync(file).size
  } finally {
    closeSync(file)
  }
}
