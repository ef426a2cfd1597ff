/**
 * A proxy in front of PostgreSQL that sees statements go by. It can stop one (before it reaches the server, or after it took
 * effect and before its client learns of it), drop connections, and refuse a share of COMMITs as PostgreSQL does under
 * contention: then the transaction really is rolled back.
 */
import { type AddressInfo, createServer, type Server } from 'node:net'
import type { Random } from '../random'
import { Link, type Verdict } from './link'

/** A place in a transaction: the statement, by its text and by what came before it since BEGIN. */
export interface Point {
  matches(statement: string, earlier: readonly string[]): boolean
  /** `before` the server sees it, or `after` it took effect and before the client learns of it. */
  when: 'before' | 'after'
}

export interface Caught {
  /** Lets the statement, or its answer, go. */
  release(): void
}

const COMMIT = /^\s*commit\b/i

export class WireProxy {
  private readonly links = new Set<Link>()
  private readonly traps: { point: Point; caught: (it: Caught) => void }[] = []
  private failing: { share: number; random: Random; failed: number } | null = null

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async open(target: { host: string; port: number }): Promise<WireProxy> {
    const server = createServer((client) => {
      const link = new Link(client, target, (statement, earlier) => proxy.judge(statement, earlier))
      proxy.links.add(link)
      void link.whenClosed().then(() => proxy.links.delete(link))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const proxy = new WireProxy(server, (server.address() as AddressInfo).port)
    return proxy
  }

  /** The next statement at this point is stopped there; resolves when it is. */
  catch(point: Point): Promise<Caught> {
    return new Promise((resolve) => this.traps.push({ point, caught: resolve }))
  }

  /** Whatever was to be caught and was not, goes by from now on. */
  forget(): void {
    this.traps.length = 0
  }

  /** Refuses this share of COMMITs with 40001 or 40P01 until told otherwise; `stop` answers how many it was. */
  failCommits(share: number, random: Random): { stop(): number } {
    const failing = { share, random, failed: 0 }
    this.failing = failing
    return {
      stop: () => {
        this.failing = null
        return failing.failed
      },
    }
  }

  /** Drops every connection; how many there were. */
  dropAll(): number {
    const { size } = this.links
    for (const link of this.links) link.drop()
    return size
  }

  async close(): Promise<void> {
    this.dropAll()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private judge(statement: string, earlier: readonly string[]): Verdict | null {
    const at = this.traps.findIndex(({ point }) => point.matches(statement, earlier))
    const [trap] = at < 0 ? [] : this.traps.splice(at, 1)
    if (trap) {
      let release = () => {}
      const gone = new Promise<void>((resolve) => {
        release = resolve
      })
      return { kind: trap.point.when, caught: () => trap.caught({ release }), let: gone }
    }
    const { failing } = this
    // Read-only transactions fail at no COMMIT, and nobody repeats a BEGIN.
    if (!failing || !COMMIT.test(statement) || /^\s*begin read only/i.test(earlier[0] ?? '')) return null
    if (failing.random.next() >= failing.share) return null
    failing.failed += 1
    return { kind: 'fail', code: failing.random.next() < 0.5 ? '40001' : '40P01' }
  }
}
