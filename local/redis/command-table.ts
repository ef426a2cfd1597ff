/** The shape of a command of the in-memory Redis. */
import type { Reply } from './encoding'
import type { Keyspace } from './keyspace'

export interface CommandSpec {
  /** Fewest and most words after the name. */
  min: number
  max: number
  run(keys: Keyspace, words: string[], now: number): Reply
}

export type CommandTable = Record<string, CommandSpec>

/** As many words as the body limit lets through. */
export const MANY = Number.POSITIVE_INFINITY

export function command(min: number, max: number, run: CommandSpec['run']): CommandSpec {
  return { min, max, run }
}
