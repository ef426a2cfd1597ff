/** Redis in the memory of this process. Every command runs to its end before the next, so all of them are atomic. */
import { arity } from './arguments'
import { type Backend, type Command, type Outcome, RedisError } from './backend'
import { collectionCommands } from './collection-commands'
import type { CommandSpec, CommandTable } from './command-table'
import { keyCommands } from './key-commands'
import { Keyspace } from './keyspace'
import { sortedSetCommands } from './sorted-set-commands'
import { stringCommands } from './string-commands'

const commands: CommandTable = { ...stringCommands, ...keyCommands, ...collectionCommands, ...sortedSetCommands }

const SWEEP_EVERY_MS = 5_000

/** A backend holding at most `maxKeys` keys. */
export function memoryBackend(maxKeys: number, now: () => number = Date.now): Backend {
  const keys = new Keyspace(maxKeys, now)
  const sweeper = setInterval(() => keys.sweep(), SWEEP_EVERY_MS).unref()
  const run = (command: Command): Outcome => {
    try {
      const [spec, words] = resolve(command)
      return { result: spec.run(keys, words, now()) }
    } catch (error) {
      if (error instanceof RedisError) return { error: error.message }
      throw error
    }
  }
  return {
    pipeline: async (list) => list.map(run),
    transaction: async (list) => {
      for (const command of list) resolve(command)
      return list.map(run)
    },
    close: async () => clearInterval(sweeper),
  }
}

function resolve([name = '', ...words]: Command): [CommandSpec, string[]] {
  const lower = name.toLowerCase()
  const spec = Object.hasOwn(commands, lower) ? commands[lower] : undefined
  if (!spec) throw new RedisError(`ERR unknown command '${name.slice(0, 64)}'`)
  if (words.length < spec.min || words.length > spec.max) throw new RedisError(arity(lower))
  return [spec, words]
}
