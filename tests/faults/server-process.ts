/** The server under test: `next start` on the production build, a process of its own that is killed and started again. */
import { Agent } from 'node:http'
import { send } from '@/bench/http'
import { type Child, startChild } from '@/local/supervisor/child'

const NEXT = 'node_modules/next/dist/bin/next'
const READY_LIMIT_MS = 60_000
const ASK_EVERY_MS = 50
const GRACE_MS = 2_500

export class ServerProcess {
  private child: Child | null = null
  private readonly agent = new Agent({ keepAlive: false })

  constructor(
    readonly port: number,
    /** The host it is asked under. */
    private readonly host: string,
    private readonly env: Record<string, string>,
    private readonly logFile: string,
  ) {}

  get running(): boolean {
    return this.child !== null
  }

  /** Starts it and waits until it says that it can serve shops; answers how long that took (ms). */
  async start(): Promise<number> {
    const began = Date.now()
    const child = startChild({
      args: [NEXT, 'start', '-p', String(this.port)],
      env: { ...this.env, PORT: String(this.port), NODE_ENV: 'production' },
      output: { file: this.logFile },
      graceMs: GRACE_MS,
      dieWithParent: true,
    })
    this.child = child
    await this.untilReady(child.exited)
    return Date.now() - began
  }

  /** Until it answers `/api/ready` with 200. @throws when that takes too long, or the process ends meanwhile */
  async untilReady(exited: Promise<string> = new Promise(() => {})): Promise<void> {
    const deadline = Date.now() + READY_LIMIT_MS
    let dead: string | undefined
    void exited.then((reason) => {
      dead = reason
    })
    while (!(await this.isReady())) {
      if (dead !== undefined) throw new Error(`the server ${dead}; see ${this.logFile}`)
      if (Date.now() > deadline) throw new Error(`the server is not ready after ${READY_LIMIT_MS / 1000} s`)
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
    }
  }

  /** kill -9 of it and of everything it started; resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this
    this.child = null
    if (!child) return
    process.kill(-child.pid, 'SIGKILL')
    await child.exited
  }

  async stop(): Promise<void> {
    await this.child?.stop()
    this.child = null
    this.agent.destroy()
  }

  private async isReady(): Promise<boolean> {
    const answer = await send(this.agent, this.port, this.host, '/api/ready').catch(() => null)
    return answer?.status === 200
  }
}
