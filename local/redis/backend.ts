/** What stands behind the REST protocol: the memory of this process, or a real Redis. */
import type { Reply } from './encoding'

/** One command as words, the name first, for example ['set', 'k', 'v', 'ex', '60']. */
export type Command = string[]

/** An error that Redis itself would answer, for example `WRONGTYPE ...`. */
export class RedisError extends Error {}

export type Outcome = { result: Reply } | { error: string }

export interface Backend {
  /** Runs commands in order; a failing one does not stop the others. */
  pipeline(commands: Command[]): Promise<Outcome[]>
  /** Runs all commands with nothing in between, or none when one is unknown (throws RedisError). */
  transaction(commands: Command[]): Promise<Outcome[]>
  close(): Promise<void>
}
