/**
 * The two connection pools and the pipelined transaction that both doors (store.ts, platform.ts) are made of.
 * Only those two files may import this one.
 *
 * Shape, measured against Drizzle's own `.transaction` (six round trips): BEGIN and the setting go out in one message
 * without being awaited, prepared statements follow on the same reserved connection: one round trip for a single read. It is
 * fail-safe as a transaction: when the setting fails, PostgreSQL refuses what follows (25P02) and nothing runs as another store.
 */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '@/lib/env'
import { isConnectionEnd, isConnectionLoss, pgErrorOf } from './errors'

/** How long a request waits for a free connection before it is refused. */
const ACQUIRE_TIMEOUT_MS = 5_000
const CONNECT_TIMEOUT_S = 5
/** Connections that may end while somebody waits for them, and the pause before the next one is asked for. */
const MAX_REFUSALS = 3
const REFUSAL_PAUSE_MS = 50
const IDLE_TIMEOUT_S = 60
const MAX_LIFETIME_S = 30 * 60

export type Database = Omit<PostgresJsDatabase, 'transaction' | '$client'>
interface Pool {
  sql: postgres.Sql
  prepare: boolean
  /** Asks again on behalf of whoever waits for a connection. */
  waiting: Set<() => void>
}

const globalPools = globalThis as unknown as { __stoaPools?: Map<string, Pool> }

/** One pool a role and process; kept on globalThis so that hot reload does not open another. */
export function pool(role: 'app' | 'platform'): Pool {
  globalPools.__stoaPools ??= new Map()
  const pools = globalPools.__stoaPools
  const existing = pools.get(role)
  if (existing) return existing
  const url = new URL(role === 'app' ? env().DATABASE_URL : env().DATABASE_PLATFORM_URL)
  // A transaction pooler that does not track prepared statements is named by this (Prisma's and Supabase's) parameter.
  const prepare = url.searchParams.get('pgbouncer') !== 'true'
  url.searchParams.delete('pgbouncer')
  const created = openPool(url.toString(), {
    name: `stoa_${role}`,
    max: role === 'app' ? env().DATABASE_POOL_MAX : Math.max(2, Math.ceil(env().DATABASE_POOL_MAX / 4)),
    idleTimeoutS: IDLE_TIMEOUT_S,
    prepare,
  })
  pools.set(role, created)
  return created
}

/** A pool of at most `max` connections to `url`. */
export function openPool(
  url: string,
  { name, max, idleTimeoutS, prepare }: { name: string; max: number; idleTimeoutS: number; prepare: boolean },
): Pool {
  const waiting = new Set<() => void>()
  const sql = postgres(url, {
    max,
    connect_timeout: CONNECT_TIMEOUT_S,
    idle_timeout: idleTimeoutS,
    max_lifetime: MAX_LIFETIME_S,
    prepare,
    onnotice: () => {},
    onclose: () => {
      setImmediate(() => {
        for (const ask of [...waiting]) ask()
      })
    },
    connection: { application_name: name },
  })
  return { sql, prepare, waiting }
}

/** COMMITs that nobody waits for. A pool that is ended while one of them holds a connection would wait for its timeout. */
const finishing = new Set<Promise<void>>()

function finishLater(commit: Promise<void>): void {
  finishing.add(commit)
  void commit.finally(() => finishing.delete(commit))
}

/** Ends both pools; for tests and command-line tools. */
export async function closePools(): Promise<void> {
  await Promise.all(finishing)
  const pools = [...(globalPools.__stoaPools?.values() ?? [])]
  globalPools.__stoaPools = undefined
  await Promise.all(pools.map((p) => p.sql.end({ timeout: 5 })))
}

/** No connection could be had: nothing was sent, nothing was changed. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError'
}

/** The connection ended inside a transaction. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError'
  /** As the driver says it: Drizzle wraps this error where a statement meets it. */
  readonly code = 'CONNECTION_CLOSED'

  constructor(
    /** A COMMIT was under way, and whether it took effect is not known. Else nothing was changed. */
    readonly committing: boolean,
    cause?: unknown,
  ) {
    super('the database connection was lost inside a transaction', { cause })
  }
}

/**
 * Runs `work` in one transaction that `opening` (a simple statement list starting with BEGIN) opened. `waitForCommit:
 * false` is for reads: the result is handed on while COMMIT is under way. Anything thrown rolls back and is rethrown.
 */
export async function pipelined<T>(
  pool: Pool,
  opening: string,
  work: (db: Database) => Promise<T>,
  waitForCommit: boolean,
): Promise<T> {
  const { sql, prepare } = pool
  const session = new Session(await acquire(pool))
  const opened = session.open(opening)
  const client = Object.assign(() => {}, {
    options: sql.options,
    unsafe: (query: string, params?: Parameter[]) => session.unsafe(query, params, prepare),
  })
  try {
    const result = await session.orGone(work(drizzle(client as unknown as postgres.Sql)))
    const commit = session.orGone(opened.then(() => session.commit()))
    if (waitForCommit) await commit
    else finishLater(commit.catch(() => session.rollback()))
    return result
  } catch (error) {
    await session.rollback()
    // If opening the transaction failed, that is the reason, and what later statements report only its consequence; so it is
    // with a statement that failed among others under way.
    const reason = await session.orGone(opened).then(
      () => (pgErrorOf(error)?.code === TRANSACTION_ABORTED ? (session.failure ?? error) : error),
      (first: unknown) => first,
    )
    throw isConnectionLoss(reason) ? new ConnectionLostError(session.committing, reason) : reason
  }
}

type Parameter = postgres.ParameterOrJSON<never>

/** What every statement says after one of its transaction has failed. */
const TRANSACTION_ABORTED = '25P02'

/** How postgres.js 3.4 tells a query that it failed. */
interface Rejectable {
  reject(error: unknown): void
}

/**
 * A reserved connection that knows when its socket is gone. postgres.js 3.4 writes to a dead reserved connection (an
 * uncaught TypeError ends the process) and `release()` hands it to the next caller; its own `begin` guards itself with the
 * same hooks as used here, `onexecute` and `onclose`.
 */
class Session {
  private link: { onclose: ((error: unknown) => void) | null } | undefined
  private state: 'open' | 'lost' | 'released' = 'open'
  private lose: (error: ConnectionLostError) => void = () => {}
  private readonly gone: Promise<never>
  committing = false
  /** What the first statement that failed was answered. */
  failure: unknown

  constructor(private readonly connection: postgres.ReservedSql) {
    this.gone = new Promise((_, reject) => {
      this.lose = reject
    })
    this.gone.catch(() => {})
  }

  /**
   * What `waited` comes to, or ConnectionLostError when the connection ends first: postgres.js 3.4 never answers a statement
   * that it was given between a socket's error and its close, nor one that waited behind another for the connection.
   */
  orGone<T>(waited: Promise<T>): Promise<T> {
    return Promise.race([waited, this.gone])
  }

  open(statements: string): Promise<unknown> {
    const options = {
      onexecute: (link: NonNullable<Session['link']>) => {
        this.link = link
        link.onclose = () => {
          this.state = 'lost'
          this.lose(new ConnectionLostError(this.committing))
        }
        return true
      },
    }
    const opened = this.connection.unsafe(statements, undefined, options as postgres.UnsafeQueryOptions).execute()
    opened.catch(() => {})
    return opened
  }

  unsafe(query: string, params: Parameter[] | undefined, prepare: boolean): postgres.PendingQuery<postgres.Row[]> {
    if (this.state !== 'open') throw new ConnectionLostError(this.committing)
    const pending: postgres.PendingQuery<postgres.Row[]> = this.connection.unsafe(query, params, { prepare })
    // Not `catch`: a query of postgres.js is sent by whoever first waits for it, in the way that they want its rows.
    const { reject } = pending as unknown as Rejectable
    Object.assign(pending, {
      reject: (error: unknown) => {
        this.failure ??= error
        reject(error)
      },
    } satisfies Rejectable)
    return pending
  }

  /** COMMIT answers ROLLBACK, without an error, when a statement failed and its rejection was swallowed: an error here. */
  async commit(): Promise<void> {
    const answer = this.unsafe('commit', undefined, false)
    this.committing = true
    const result = await answer
    this.release()
    if (result.command !== 'COMMIT') throw new Error(`the transaction ended with ${result.command}, not COMMIT`)
  }

  async rollback(): Promise<void> {
    if (this.state !== 'open') return
    await this.orGone(this.connection.unsafe('rollback').execute()).catch(() => {})
    this.release()
  }

  private release(): void {
    if (this.state !== 'open') return
    this.state = 'released'
    if (this.link) this.link.onclose = null
    this.connection.release()
  }
}

/**
 * A reserved connection, or DatabaseBusyError after ACQUIRE_TIMEOUT_MS; one that arrives later goes straight back.
 * postgres.js 3.4 forgets a waiting reserve() when a connection closes (idle, or its server gone): it takes the request
 * from its queue to open a new connection and then drops it. So everybody who waits asks again whenever one closes.
 */
function acquire({ sql, waiting }: Pool): Promise<postgres.ReservedSql> {
  return new Promise((resolve, reject) => {
    let settled = false
    const settle = (how: () => void) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      waiting.delete(ask)
      how()
    }
    const busy = (message: string, cause?: unknown) =>
      settle(() => reject(new DatabaseBusyError(message, cause === undefined ? undefined : { cause })))
    const timer = setTimeout(() => busy('no database connection became free in time'), ACQUIRE_TIMEOUT_MS)
    let refusals = 0
    const ask = () => {
      sql.reserve().then(
        (connection) => {
          if (settled) connection.release()
          else settle(() => resolve(connection))
        },
        // The end of a connection is told to whoever waited for it, as often as one ends: that none can be opened is another
        // matter, and the timeout bounds both.
        (cause: unknown) => {
          if (!isConnectionEnd(cause)) refusals += 1
          if (refusals > MAX_REFUSALS) busy('the database cannot be reached', cause)
          else if (!settled) setTimeout(ask, REFUSAL_PAUSE_MS)
        },
      )
    }
    waiting.add(ask)
    ask()
  })
}

const MAX_TRIES = 4
const RETRYABLE = ['40001', '40P01']
const LOCK_TIMEOUT = '55P03'

/**
 * Repeats `run` a few times with jitter after what certainly left nothing behind: a deadlock (40P01), a serialization
 * failure (40001), a connection that ended before COMMIT; for a `patient` one also a lock that did not come in time.
 */
export async function bounded<T>(run: () => Promise<T>, patient = false): Promise<T> {
  const retryable = new Set(patient ? [...RETRYABLE, LOCK_TIMEOUT] : RETRYABLE)
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt >= MAX_TRIES || !leftNothing(error, retryable)) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 10 + Math.random() * 20))
    }
  }
}

function leftNothing(error: unknown, retryable: ReadonlySet<string>): boolean {
  return error instanceof ConnectionLostError ? !error.committing : retryable.has(pgErrorOf(error)?.code ?? '')
}
