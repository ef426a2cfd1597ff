/** Keys, expiry and the server itself, of the in-memory Redis. */
import { SYNTAX, toGlob, toInteger } from './arguments'
import { RedisError } from './backend'
import { type CommandTable, command, MANY } from './command-table'
import type { Reply } from './encoding'
import type { Keyspace } from './keyspace'

const NO_SCRIPTS =
  'ERR Lua scripts are not run by the embedded Redis; use INCR with PEXPIRE, or set REDIS_URL for a real one'

export const keyCommands: CommandTable = {
  del: command(1, MANY, (keys, names) => countOf(names, (key) => keys.delete(key))),
  unlink: command(1, MANY, (keys, names) => countOf(names, (key) => keys.delete(key))),
  exists: command(1, MANY, (keys, names) => countOf(names, (key) => keys.peek(key) !== undefined)),
  touch: command(1, MANY, (keys, names) => countOf(names, (key) => keys.peek(key) !== undefined)),
  type: command(1, 1, (keys, [key = '']) => keys.peek(key)?.type ?? 'none'),
  keys: command(1, 1, (keys, [pattern = '']) => {
    const glob = toGlob(pattern)
    return keys.keys().filter((key) => glob.test(key))
  }),
  scan: command(1, MANY, scan),
  expire: command(2, 3, (keys, words, now) => expire(keys, words, now + toInteger(words[1]) * 1000)),
  pexpire: command(2, 3, (keys, words, now) => expire(keys, words, now + toInteger(words[1]))),
  expireat: command(2, 3, (keys, words) => expire(keys, words, toInteger(words[1]) * 1000)),
  pexpireat: command(2, 3, (keys, words) => expire(keys, words, toInteger(words[1]))),
  persist: command(1, 1, (keys, [key = '']) => (keys.expiry(key) && keys.expireAt(key, null) ? 1 : 0)),
  ttl: command(1, 1, (keys, [key = ''], now) => remaining(keys, key, now, 1000)),
  pttl: command(1, 1, (keys, [key = ''], now) => remaining(keys, key, now, 1)),
  ping: command(0, 1, (_keys, [message]) => message ?? 'PONG'),
  echo: command(1, 1, (_keys, [message = '']) => message),
  time: command(0, 0, (_keys, _words, now) => [String(Math.floor(now / 1000)), String((now % 1000) * 1000)]),
  dbsize: command(0, 0, (keys) => {
    keys.sweep()
    return keys.size
  }),
  flushall: command(0, 1, flush),
  flushdb: command(0, 1, flush),
  // Nobody can subscribe over REST here, so the number of receivers is truly none.
  publish: command(2, 2, () => 0),
  eval: command(2, MANY, () => {
    throw new RedisError(NO_SCRIPTS)
  }),
  evalsha: command(2, MANY, () => {
    throw new RedisError('NOSCRIPT No matching script. Please use EVAL.')
  }),
}

function countOf(names: string[], test: (key: string) => boolean): number {
  let count = 0
  for (const name of names) if (test(name)) count++
  return count
}

function flush(keys: Keyspace): Reply {
  keys.clear()
  return 'OK'
}

function expire(keys: Keyspace, [key = '', , option]: string[], at: number): number {
  const current = keys.expiry(key)
  if (current === undefined) return 0
  const mode = option?.toLowerCase()
  if (mode !== undefined && !['nx', 'xx', 'gt', 'lt'].includes(mode)) throw new RedisError(SYNTAX)
  const refused =
    (mode === 'nx' && current !== null) ||
    (mode === 'xx' && current === null) ||
    (mode === 'gt' && (current === null || at <= current)) ||
    (mode === 'lt' && current !== null && at >= current)
  return !refused && keys.expireAt(key, at) ? 1 : 0
}

function remaining(keys: Keyspace, key: string, now: number, unitMs: number): number {
  const expiry = keys.expiry(key)
  if (expiry === undefined) return -2
  return expiry === null ? -1 : Math.round((expiry - now) / unitMs)
}

/** The whole keyspace fits one answer, so the cursor that comes back is always 0. */
function scan(keys: Keyspace, [cursor, ...words]: string[]): Reply {
  toInteger(cursor)
  let glob = /^/
  let type: string | undefined
  for (let i = 0; i < words.length; i += 2) {
    const option = words[i]?.toLowerCase()
    const value = words[i + 1]
    if (value === undefined) throw new RedisError(SYNTAX)
    if (option === 'match') glob = toGlob(value)
    else if (option === 'type') type = value.toLowerCase()
    else if (option !== 'count') throw new RedisError(SYNTAX)
  }
  const found = keys.keys().filter((key) => glob.test(key) && (type === undefined || keys.peek(key)?.type === type))
  return ['0', found]
}
