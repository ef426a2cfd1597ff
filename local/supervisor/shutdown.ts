/**
 * Stopping in the reverse order of starting, once, within a limit.
 * Invariant: after `run` nothing that was registered is left running, and a part registered later is stopped at once.
 */

/** Registered parts stop in groups: those of one `rank` together, the highest rank first. */
export class Shutdown {
  #parts: { rank: number; stop: () => Promise<void> }[] = []
  #running: Promise<void> | undefined
  readonly #abort = new AbortController()

  /** Aborted when stopping begins. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Stops `stop` at shutdown. When that has begun already, stops it now. */
  async add(rank: number, stop: () => Promise<void>): Promise<void> {
    if (this.#running) await stop()
    else this.#parts.push({ rank, stop })
  }

  run(): Promise<void> {
    this.#running ??= this.#stopAll()
    return this.#running
  }

  async #stopAll(): Promise<void> {
    this.#abort.abort()
    const ranks = [...new Set(this.#parts.map(({ rank }) => rank))].sort((a, b) => b - a)
    for (const rank of ranks) {
      const results = await Promise.allSettled(
        this.#parts.filter((part) => part.rank === rank).map((part) => part.stop()),
      )
      for (const result of results) if (result.status === 'rejected') console.error(result.reason)
    }
  }
}
