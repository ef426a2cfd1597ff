/** Strings and counters of the in-memory Redis. */
import { NOT_AN_INTEGER, SYNTAX, toInteger, toPairs, toPositive } from './arguments'
import { RedisError } from './backend'
import { type CommandTable, command, MANY } from './command-table'
import type { Reply } from './encoding'
import type { Keyspace } from './keyspace'

export const stringCommands: CommandTable = {
  get: command(1, 1, (keys, [key = '']) => keys.find(key, 'string')?.string ?? null),
  mget: command(1, MANY, (keys, names) => names.map((key) => stringOrNull(keys, key))),
  set: command(2, MANY, set),
  setex: command(3, 3, (keys, [key = '', ttl, value = ''], now) =>
    store(keys, key, value, now + toPositive(ttl, 'setex') * 1000),
  ),
  psetex: command(3, 3, (keys, [key = '', ttl, value = ''], now) =>
    store(keys, key, value, now + toPositive(ttl, 'psetex')),
  ),
  setnx: command(2, 2, (keys, [key = '', value = '']) => {
    if (keys.peek(key)) return 0
    store(keys, key, value, null)
    return 1
  }),
  mset: command(2, MANY, (keys, words) => {
    for (const [key, value] of toPairs(words, 'mset')) store(keys, key, value, null)
    return 'OK'
  }),
  getdel: command(1, 1, (keys, [key = '']) => {
    const found = keys.find(key, 'string')
    if (found) keys.delete(key)
    return found?.string ?? null
  }),
  strlen: command(1, 1, (keys, [key = '']) => Buffer.byteLength(keys.find(key, 'string')?.string ?? '')),
  incr: command(1, 1, (keys, [key = '']) => add(keys, key, 1)),
  decr: command(1, 1, (keys, [key = '']) => add(keys, key, -1)),
  incrby: command(2, 2, (keys, [key = '', by]) => add(keys, key, toInteger(by))),
  decrby: command(2, 2, (keys, [key = '', by]) => add(keys, key, -toInteger(by))),
}

function stringOrNull(keys: Keyspace, key: string): string | null {
  const value = keys.peek(key)
  return value?.type === 'string' ? value.string : null
}

function store(keys: Keyspace, key: string, string: string, expiresAt: number | null): Reply {
  keys.put(key, { type: 'string', string }, expiresAt)
  return 'OK'
}

function add(keys: Keyspace, key: string, by: number): number {
  const found = keys.findOrCreate(key, 'string', () => ({ type: 'string', string: '0' }))
  const sum = toInteger(found.string) + by
  if (!Number.isSafeInteger(sum)) throw new RedisError(NOT_AN_INTEGER)
  found.string = String(sum)
  return sum
}

interface SetOptions {
  condition: 'nx' | 'xx' | null
  expiresAt: number | null
  keepTtl: boolean
  get: boolean
}

function set(keys: Keyspace, [key = '', value = '', ...rest]: string[], now: number): Reply {
  const options = readSetOptions(rest, now)
  const present = keys.peek(key)
  const before = options.get ? (keys.find(key, 'string')?.string ?? null) : null
  const refused = (options.condition === 'nx' && present) || (options.condition === 'xx' && !present)
  if (refused) return options.get ? before : null
  store(keys, key, value, options.keepTtl ? (keys.expiry(key) ?? null) : options.expiresAt)
  return options.get ? before : 'OK'
}

function readSetOptions(words: string[], now: number): SetOptions {
  const options: SetOptions = { condition: null, expiresAt: null, keepTtl: false, get: false }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]?.toLowerCase()
    if (word === 'nx' || word === 'xx') options.condition = word
    else if (word === 'get') options.get = true
    else if (word === 'keepttl') options.keepTtl = true
    else if (word === 'ex') options.expiresAt = now + toPositive(words[++i], 'set') * 1000
    else if (word === 'px') options.expiresAt = now + toPositive(words[++i], 'set')
    else if (word === 'exat') options.expiresAt = toPositive(words[++i], 'set') * 1000
    else if (word === 'pxat') options.expiresAt = toPositive(words[++i], 'set')
    else throw new RedisError(SYNTAX)
  }
  return options
}
