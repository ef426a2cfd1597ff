/**
 * One client's connection through the proxy. The client's messages go on one after the other, so that one can be kept back;
 * the server's answers are counted, so that a COMMIT is known to have taken effect before its answer is withheld.
 */
import { connect, type Socket } from 'node:net'
import { endsRound, errorAnswer, type Frame, FrameReader, isNegotiation, simpleQuery, statementIn } from './frames'

/** Called for every statement, with those sent before it in its transaction. */
export type Judge = (statement: string, earlier: readonly string[], link: Link) => Verdict | null

export type Verdict =
  /** Kept back until it is let go. */
  | { kind: 'before'; caught: () => void; let: Promise<void> }
  /** Sent on; the answer is kept back until it is let go. */
  | { kind: 'after'; caught: () => void; let: Promise<void> }
  /** Not sent: the transaction is rolled back at the server, and the client is told this error. */
  | { kind: 'fail'; code: string }

export class Link {
  private readonly server: Socket
  private readonly queue: Frame[] = []
  private readonly prepared = new Map<string, string>()
  private earlier: string[] = []
  private working = false
  private roundsDue = 0
  private withheld: Buffer[] | null = null
  private ending: Exclude<Verdict, { kind: 'before' }> | null = null
  private quiet: (() => void) | null = null
  private readonly closed: Promise<void>

  constructor(
    private readonly client: Socket,
    target: { host: string; port: number },
    private readonly judge: Judge,
  ) {
    this.server = connect(target)
    const fromClient = new FrameReader(1)
    const fromServer = new FrameReader(0)
    client.on('data', (chunk: Buffer) => {
      this.queue.push(...fromClient.read(chunk))
      void this.work()
    })
    this.server.on('data', (chunk: Buffer) => this.answer(fromServer.read(chunk)))
    this.closed = new Promise((resolve) => {
      for (const [one, other] of [
        [client, this.server],
        [this.server, client],
      ] as const) {
        one.setNoDelay(true)
        one.on('error', () => {})
        one.on('close', () => {
          other.destroy()
          resolve()
        })
      }
    })
  }

  /** Resolves when either side has gone. */
  whenClosed(): Promise<void> {
    return this.closed
  }

  /** Ends both sides, as a network that breaks does. */
  drop(): void {
    this.client.destroy()
    this.server.destroy()
  }

  private async work(): Promise<void> {
    if (this.working) return
    this.working = true
    for (let frame = this.queue.shift(); frame; frame = this.queue.shift()) await this.pass(frame)
    this.working = false
  }

  private async pass(frame: Frame): Promise<void> {
    if (frame.type === '' && isNegotiation(frame.raw)) {
      this.client.write('N')
      return
    }
    if (this.ending) return this.end(frame, this.ending)
    const statement = statementIn(frame, this.prepared)
    if (statement === null) return this.send(frame)
    if (/^\s*begin\b/i.test(statement)) this.earlier = []
    const verdict = this.judge(statement, this.earlier, this)
    this.earlier.push(statement)
    if (verdict === null) return this.send(frame)
    if (verdict.kind === 'before') {
      verdict.caught()
      await Promise.race([verdict.let, this.closed])
      return this.send(frame)
    }
    await this.untilQuiet()
    this.withheld = []
    this.ending = verdict
    return this.end(frame, verdict)
  }

  /** A statement is one message, or several up to a Sync; only then has it taken effect. */
  private async end(frame: Frame, verdict: Exclude<Verdict, { kind: 'before' }>): Promise<void> {
    if (verdict.kind === 'after') this.send(frame)
    if (!endsRound(frame.type)) return
    this.ending = null
    if (verdict.kind === 'fail') return this.fail(verdict.code)
    await this.untilQuiet()
    verdict.caught()
    await Promise.race([verdict.let, this.closed])
    this.client.write(Buffer.concat(this.withheld ?? []))
    this.withheld = null
  }

  private async fail(code: string): Promise<void> {
    this.send({ type: 'Q', raw: simpleQuery('rollback') })
    await this.untilQuiet()
    this.withheld = null
    this.client.write(errorAnswer(code, 'injected by the fault proxy'))
  }

  private send({ type, raw }: Frame): void {
    if (endsRound(type)) this.roundsDue += 1
    if (!this.server.destroyed) this.server.write(raw)
  }

  private answer(frames: Frame[]): void {
    for (const { type, raw } of frames) {
      if (this.withheld) this.withheld.push(raw)
      else if (!this.client.destroyed) this.client.write(raw)
      if (type === 'Z') this.roundsDue -= 1
    }
    if (this.roundsDue === 0) this.quiet?.()
  }

  /** Until the server has answered everything that it was sent. */
  private async untilQuiet(): Promise<void> {
    if (this.roundsDue === 0) return
    const quiet = new Promise<void>((resolve) => {
      this.quiet = resolve
    })
    await Promise.race([quiet, this.closed])
    this.quiet = null
  }
}
