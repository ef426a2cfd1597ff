/** PostgreSQL's errors as Drizzle wraps them. */
import postgres from 'postgres'

export const UNIQUE_VIOLATION = '23505'
export const FOREIGN_KEY_VIOLATION = '23503'
export const CHECK_VIOLATION = '23514'

/** The PostgreSQL error inside `error`, or undefined when it is none. */
export function pgErrorOf(error: unknown): postgres.PostgresError | undefined {
  if (error instanceof postgres.PostgresError) return error
  if (error instanceof Error && error.cause !== undefined) return pgErrorOf(error.cause)
  return undefined
}

/** Whether `error` is a violation of the named unique constraint or index. */
export function violates(error: unknown, constraint: string): boolean {
  const cause = pgErrorOf(error)
  return cause?.code === UNIQUE_VIOLATION && cause.constraint_name === constraint
}
