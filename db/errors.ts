/** PostgreSQL's errors as Drizzle wraps them. */
import type postgres from 'postgres'

export const UNIQUE_VIOLATION = '23505'
export const FOREIGN_KEY_VIOLATION = '23503'
export const CHECK_VIOLATION = '23514'

/**
 * The PostgreSQL error inside `error`, or undefined when it is none. Known by its fields: a bundle holds the driver more than
 * once, and the error of a pool that another part of it opened is an instance of another class.
 */
export function pgErrorOf(error: unknown): postgres.PostgresError | undefined {
  if (!(error instanceof Error)) return undefined
  if ('severity' in error && 'code' in error && typeof error.code === 'string') return error as postgres.PostgresError
  return pgErrorOf(error.cause)
}

/** What the driver, the socket and a server that is going down say of a connection that has ended. */
const LOST = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
])

/** Whether `error` says that the connection is gone, and nothing about what was asked. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && LOST.has(error.code)) return true
  return isConnectionLoss(error.cause)
}

/** As `isConnectionLoss`, but for a server that takes no connections: one that was open has ended. */
export function isConnectionEnd(error: unknown): boolean {
  return isConnectionLoss(error) && pgErrorOf(error)?.code !== '57P03'
}

/** Whether `error` is a violation of the named unique constraint or index. */
export function violates(error: unknown, constraint: string): boolean {
  const cause = pgErrorOf(error)
  return cause?.code === UNIQUE_VIOLATION && cause.constraint_name === constraint
}
