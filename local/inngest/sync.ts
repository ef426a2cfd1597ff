/** Keeps the registered functions those of the running app: asks the app to register at the start, regularly, and when a function is unknown. */
import { callApp } from '../http'
import type { AppAddress } from './sdk-call'

const EVERY_MS = 30_000
/** Until the app has answered once, and after it was away. */
const UNTIL_UP_MS = 1_000
/** Never more often than this, whoever asks. */
const AT_MOST_EVERY_MS = 1_000
const TIMEOUT_MS = 15_000

export class Sync {
  private timer: NodeJS.Timeout | undefined
  private running = false
  private last = 0
  private stopped = false

  constructor(private readonly app: AppAddress) {}

  start(): void {
    this.plan(0)
  }

  /** Asks soon, out of turn. */
  hurry(): void {
    this.plan(Math.max(0, this.last + AT_MOST_EVERY_MS - Date.now()))
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  private plan(ms: number): void {
    if (this.stopped || this.running) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.sync(), ms)
  }

  private async sync(): Promise<void> {
    this.running = true
    this.last = Date.now()
    const registered = await this.ask()
    this.running = false
    this.plan(registered ? EVERY_MS : UNTIL_UP_MS)
  }

  private async ask(): Promise<boolean> {
    try {
      const { origin, host, path } = this.app
      const answer = await callApp({ origin, host, path, method: 'PUT', timeoutMs: TIMEOUT_MS })
      return answer.status === 200 && answer.headers['x-inngest-sdk'] !== undefined
    } catch {
      // The app is not up yet; asked again in a moment.
      return false
    }
  }
}
