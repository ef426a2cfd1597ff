/**
 * A real Redis behind the REST protocol, for REDIS_URL.
 * Upstash's own Lua scripts begin with a shebang flag that only Upstash knows; it is taken off before Redis sees it.
 */
import { createHash } from 'node:crypto'
import { Redis } from 'ioredis'
import { type Backend, type Command, type Outcome, RedisError } from './backend'
import type { Reply } from './encoding'

const CONNECT_TIMEOUT_MS = 2_000
const COMMAND_TIMEOUT_MS = 2_000
const MAX_SCRIPTS = 100

// Upstash answers flat arrays; ioredis would make objects of these.
Redis.Command.setReplyTransformer('hgetall', (reply: unknown) => reply)

/** Connects to Redis. Rejects when it does not answer within two seconds. */
export async function realBackend(redisUrl: string): Promise<Backend> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  })
  let lastError: Error | undefined
  redis.on('error', (error: Error) => {
    lastError = error
  })
  try {
    await redis.connect()
  } catch {
    redis.disconnect()
    throw new Error(`REDIS_URL does not answer: ${lastError?.message ?? 'no connection'}`)
  }
  const scripts = new Scripts()
  return {
    async pipeline(commands) {
      const pipeline = redis.pipeline()
      for (const command of commands) addTo(pipeline, scripts.translate(command))
      return toOutcomes(await pipeline.exec())
    },
    async transaction(commands) {
      const multi = redis.multi()
      for (const command of commands) addTo(multi, scripts.translate(command))
      try {
        return toOutcomes(await multi.exec())
      } catch (error) {
        throw new RedisError(error instanceof Error ? error.message : String(error))
      }
    },
    close: async () => redis.disconnect(),
  }
}

function addTo(pipeline: ReturnType<Redis['pipeline']>, [name = '', ...words]: Command): void {
  pipeline.call(name, ...words)
}

function toOutcomes(results: [Error | null, unknown][] | null): Outcome[] {
  return (results ?? []).map(([error, result]) => (error ? { error: error.message } : { result: result as Reply }))
}

/** Scripts whose shebang was taken off, by the hash under which the client knows them. */
class Scripts {
  private readonly stripped = new Map<string, string>()

  translate(command: Command): Command {
    const [name = '', script = '', ...rest] = command
    const lower = name.toLowerCase()
    if (lower === 'eval') return [name, this.strip(script), ...rest]
    if (lower === 'evalsha') {
      const known = this.stripped.get(script)
      return known === undefined ? command : ['eval', known, ...rest]
    }
    return command
  }

  private strip(script: string): string {
    if (!script.startsWith('#!lua')) return script
    const body = script.slice(script.indexOf('\n') + 1)
    if (this.stripped.size < MAX_SCRIPTS) this.stripped.set(createHash('sha1').update(script).digest('hex'), body)
    return body
  }
}
