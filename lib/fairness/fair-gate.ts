/**
 * Whose turn it is, when more is asked for than the process can do at once: every store has a line of its own, the lines are
 * served one after the other, and no store has more than its share under way. A line is short and waits are bounded: what
 * would wait longer is refused at once, which costs next to nothing.
 * Pure: knows nothing of HTTP. Times in milliseconds.
 */
import { AsyncResource } from 'node:async_hooks'

export interface FairRules {
  /** Under way at once, over all stores. */
  active: number
  /** Under way at once for one store, while others ask as well. */
  activePerStore: number
  /** Under way at once for a store that has been alone for ALONE_AFTER_MS. */
  activeAlone: number
  /** Waiting at once, over all stores; more are refused. */
  waiting: number
  /** Waiting for one store; more are refused. */
  waitingPerStore: number
  /** The longest anybody waits; then refused. */
  maxWaitMs: number
}

const ALONE_AFTER_MS = 1_000

/** Call it once, when what was admitted is done. */
export type Leave = () => void

interface Waiting {
  go(leave: Leave): void
  refuse(): void
  timer: ReturnType<typeof setTimeout>
}

interface Line {
  active: number
  waiting: Waiting[]
}

export class FairGate {
  private readonly lines = new Map<string, Line>()
  /** Stores with somebody waiting, in the order of their turns. */
  private readonly turns: string[] = []
  private active = 0
  private waiting = 0
  /** Who came last, and when somebody else last did. */
  private latest = { store: '', at: Number.NEGATIVE_INFINITY }
  private otherAt = Number.NEGATIVE_INFINITY

  constructor(private readonly rules: FairRules) {}

  /** Calls `go` now or when it is this store's turn, or `refuse` when the line is too long or too slow. */
  enter(store: string, go: (leave: Leave) => void, refuse: () => void): void {
    if (store !== this.latest.store) this.otherAt = this.latest.at
    this.latest = { store, at: performance.now() }
    const line = this.lineOf(store)
    if (line.waiting.length === 0 && this.hasRoom(line)) {
      this.admit(store, line, go)
      return
    }
    if (line.waiting.length >= this.rules.waitingPerStore || this.waiting >= this.rules.waiting) {
      refuse()
      return
    }
    const waiting: Waiting = {
      // In its own asynchronous context, not in that of whoever leaves: nothing of one request may be another's.
      go: AsyncResource.bind(go),
      refuse,
      timer: setTimeout(() => this.giveUp(store, line, waiting), this.rules.maxWaitMs),
    }
    line.waiting.push(waiting)
    this.waiting++
    if (line.waiting.length === 1) this.turns.push(store)
    // It may have become alone since the last one of its line left.
    if (this.hasRoom(line)) this.serve()
  }

  /** How many are under way and wait, over all stores. */
  get load(): { active: number; waiting: number } {
    return { active: this.active, waiting: this.waiting }
  }

  private lineOf(store: string): Line {
    let line = this.lines.get(store)
    if (!line) {
      line = { active: 0, waiting: [] }
      this.lines.set(store, line)
    }
    return line
  }

  private hasRoom(line: Line): boolean {
    const alone = performance.now() - this.otherAt > ALONE_AFTER_MS
    return this.active < this.rules.active && line.active < (alone ? this.rules.activeAlone : this.rules.activePerStore)
  }

  private admit(store: string, line: Line, go: Waiting['go']): void {
    this.active++
    line.active++
    let left = false
    go(() => {
      if (left) return
      left = true
      this.active--
      line.active--
      this.serve()
      this.forget(store, line)
    })
  }

  /** Gives what is free to those who wait, one of each store in turn. */
  private serve(): void {
    for (let looked = 0; looked < this.turns.length && this.active < this.rules.active; ) {
      const store = this.turns.shift() ?? ''
      const line = this.lineOf(store)
      if (!this.hasRoom(line)) {
        this.turns.push(store)
        looked++
        continue
      }
      const next = line.waiting.shift()
      if (line.waiting.length > 0) this.turns.push(store)
      if (next) {
        this.waiting--
        clearTimeout(next.timer)
        this.admit(store, line, next.go)
      }
      looked = 0
    }
  }

  private giveUp(store: string, line: Line, waiting: Waiting): void {
    const at = line.waiting.indexOf(waiting)
    if (at < 0) return
    line.waiting.splice(at, 1)
    this.waiting--
    if (line.waiting.length === 0) {
      const turn = this.turns.indexOf(store)
      if (turn >= 0) this.turns.splice(turn, 1)
    }
    waiting.refuse()
    this.forget(store, line)
  }

  private forget(store: string, line: Line): void {
    if (line.active === 0 && line.waiting.length === 0 && this.lines.get(store) === line) this.lines.delete(store)
  }
}
