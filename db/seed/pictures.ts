/**
 * Draws and stores the demo's pictures, one process for each core: drawing is plain computation and would keep a single
 * one busy for minutes. (Processes and not threads, since tsx does not reach into threads.)
 */
import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { StoredImage } from '@/lib/media/image-store'
import type { DemoStoreSlug } from './demo/types'
import { pictureFingerprint } from './picture-cache'

/** One picture: a view of a product, or a store's wide picture where no product is named. */
export interface PictureTask {
  storeId: number
  slug: DemoStoreSlug
  product: { handle: string; view: string } | null
}

export type PictureAnswer = { image: StoredImage } | { error: string }

/** The stored pictures, in the tasks' order. */
export type Pictures = (tasks: readonly PictureTask[], log: (line: string) => void) => Promise<StoredImage[]>

const MAX_WORKERS = 8
/** One picture takes about a second; a worker that is silent for this long has hung. */
const PICTURE_TIMEOUT_MS = 120_000
const PROGRESS_STEPS = 5

/** @throws the first worker's error, after ending all of them */
export const drawPictures: Pictures = async (tasks, log) => {
  const results: StoredImage[] = []
  const queue = [...tasks.entries()]
  let done = 0
  const fingerprint = pictureFingerprint()
  const count = Math.min(MAX_WORKERS, availableParallelism(), tasks.length)
  const workers = Array.from({ length: count }, () => startWorker(fingerprint))
  const drain = async (worker: ChildProcess) => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, task] = next
      results[index] = await ask(worker, task)
      done += 1
      if (done % Math.ceil(tasks.length / PROGRESS_STEPS) === 0) log(`${done} of ${tasks.length} pictures drawn`)
    }
  }
  try {
    await Promise.all(workers.map(drain))
    return results
  } finally {
    for (const worker of workers) worker.kill()
  }
}

/** Ends by itself when this process does, since its channel closes then. */
function startWorker(fingerprint: string): ChildProcess {
  return fork(fileURLToPath(new URL('./picture-worker.ts', import.meta.url)), [fingerprint], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

function ask(worker: ChildProcess, task: PictureTask): Promise<StoredImage> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      settle()
      const name = task.product ? `${task.product.handle} (${task.product.view})` : 'hero'
      reject(new Error(`The picture ${task.slug} ${name} could not be drawn: ${reason}`))
    }
    const answer = (message: PictureAnswer) => {
      if ('error' in message) return fail(message.error)
      settle()
      resolve(message.image)
    }
    const gone = (code: number | null) => fail(`its process ended with ${code ?? 'a signal'}`)
    const broken = (error: Error) => fail(error.message)
    const timer = setTimeout(() => fail(`nothing after ${PICTURE_TIMEOUT_MS / 1000} s`), PICTURE_TIMEOUT_MS)
    const settle = () => {
      clearTimeout(timer)
      worker.off('message', answer).off('exit', gone).off('error', broken)
    }
    worker.on('message', answer).on('exit', gone).on('error', broken)
    worker.send(task)
  })
}
