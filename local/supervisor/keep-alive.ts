/**
 * Keeps one part running: started again after a crash, with a growing pause, a bounded number of times.
 * Invariant: a part that was told to stop is not started again.
 */
import { StartError, sentenceOf } from '@/local/supervisor/start-error'

/** A process that runs now. `exited` resolves with the reason, wanted or not. */
export interface Running {
  exited: Promise<string>
  stop(): Promise<void>
}

export interface KeepAliveOptions {
  name: string
  log: (line: string) => void
  /** Called once when the part does not stay up. */
  onGiveUp: (sentence: string) => void
}

const PAUSES_MS = [300, 1_000, 2_000, 4_000, 8_000]
/** Up for this long: the next crash counts as the first. */
const STABLE_MS = 60_000

/** Starts the part; rejects when the first start fails. `start` must use the same port every time. */
export async function keepAlive<R extends Running>(
  start: () => Promise<R>,
  options: KeepAliveOptions,
): Promise<{ first: R; stop(): Promise<void> }> {
  let stopping = false
  let current: R | undefined
  let startedAt = Date.now()
  let crashes = 0

  const watch = (running: R) => {
    current = running
    startedAt = Date.now()
    running.exited.then((reason) => {
      if (!stopping) void restart(reason)
    })
  }
  const restart = async (reason: string) => {
    if (Date.now() - startedAt > STABLE_MS) crashes = 0
    const pause = PAUSES_MS[crashes]
    crashes += 1
    if (pause === undefined) {
      options.onGiveUp(`${options.name} does not stay up (${reason}).`)
      return
    }
    options.log(`${options.name} ${reason}; starting it again`)
    await new Promise((resolve) => setTimeout(resolve, pause))
    if (stopping) return
    try {
      const running = await start()
      if (stopping) await running.stop()
      else watch(running)
    } catch (error) {
      if (!stopping) await restart(error instanceof StartError ? error.message : sentenceOf(error))
    }
  }

  const first = await start()
  watch(first)
  return {
    first,
    async stop() {
      stopping = true
      await current?.stop()
    },
  }
}
