/** Hashes, lists and sets of the in-memory Redis. A collection that becomes empty is deleted, as Redis does. */
import { toInteger, toPairs, toSlice } from './arguments'
import { RedisError } from './backend'
import { type CommandTable, command, MANY } from './command-table'
import type { Reply } from './encoding'
import type { Keyspace } from './keyspace'

/** Keeps one runaway key from eating the process. */
const MAX_ELEMENTS = 100_000

export const collectionCommands: CommandTable = {
  hset: command(3, MANY, hset),
  hmset: command(3, MANY, (keys, words, now) => {
    hset(keys, words, now)
    return 'OK'
  }),
  hget: command(2, 2, (keys, [key = '', field = '']) => keys.find(key, 'hash')?.hash.get(field) ?? null),
  hmget: command(2, MANY, (keys, [key = '', ...fields]) => {
    const hash = keys.find(key, 'hash')?.hash
    return fields.map((field) => hash?.get(field) ?? null)
  }),
  hgetall: command(1, 1, (keys, [key = '']) => [...(keys.find(key, 'hash')?.hash ?? [])].flat()),
  hkeys: command(1, 1, (keys, [key = '']) => [...(keys.find(key, 'hash')?.hash.keys() ?? [])]),
  hvals: command(1, 1, (keys, [key = '']) => [...(keys.find(key, 'hash')?.hash.values() ?? [])]),
  hlen: command(1, 1, (keys, [key = '']) => keys.find(key, 'hash')?.hash.size ?? 0),
  hexists: command(2, 2, (keys, [key = '', field = '']) => (keys.find(key, 'hash')?.hash.has(field) ? 1 : 0)),
  hdel: command(2, MANY, (keys, [key = '', ...fields]) => {
    const hash = keys.find(key, 'hash')?.hash
    return hash ? removed(keys, key, hash, fields) : 0
  }),
  hincrby: command(3, 3, (keys, [key = '', field = '', by]) => {
    const step = toInteger(by)
    const { hash } = keys.findOrCreate(key, 'hash', () => ({ type: 'hash', hash: new Map() }))
    const sum = toInteger(hash.get(field) ?? '0') + step
    bounded(hash.size + 1)
    hash.set(field, String(sum))
    return sum
  }),
  sadd: command(2, MANY, (keys, [key = '', ...members]) => {
    const { set } = keys.findOrCreate(key, 'set', () => ({ type: 'set', set: new Set() }))
    bounded(set.size + members.length)
    const before = set.size
    for (const member of members) set.add(member)
    return set.size - before
  }),
  srem: command(2, MANY, (keys, [key = '', ...members]) => {
    const set = keys.find(key, 'set')?.set
    return set ? removed(keys, key, set, members) : 0
  }),
  smembers: command(1, 1, (keys, [key = '']) => [...(keys.find(key, 'set')?.set ?? [])]),
  sismember: command(2, 2, (keys, [key = '', member = '']) => (keys.find(key, 'set')?.set.has(member) ? 1 : 0)),
  scard: command(1, 1, (keys, [key = '']) => keys.find(key, 'set')?.set.size ?? 0),
  lpush: command(2, MANY, (keys, [key = '', ...values]) => push(keys, key, values, 'head')),
  rpush: command(2, MANY, (keys, [key = '', ...values]) => push(keys, key, values, 'tail')),
  lpop: command(1, 1, (keys, [key = '']) => pop(keys, key, 'head')),
  rpop: command(1, 1, (keys, [key = '']) => pop(keys, key, 'tail')),
  llen: command(1, 1, (keys, [key = '']) => keys.find(key, 'list')?.list.length ?? 0),
  lrange: command(3, 3, (keys, [key = '', start, stop]) => {
    const list = keys.find(key, 'list')?.list ?? []
    return list.slice(...toSlice(start, stop, list.length))
  }),
  ltrim: command(3, 3, (keys, [key = '', start, stop]) => {
    const found = keys.find(key, 'list')
    if (!found) return 'OK'
    found.list = found.list.slice(...toSlice(start, stop, found.list.length))
    if (found.list.length === 0) keys.delete(key)
    return 'OK'
  }),
}

function hset(keys: Keyspace, [key = '', ...words]: string[], _now: number): Reply {
  const pairs = toPairs(words, 'hset')
  const { hash } = keys.findOrCreate(key, 'hash', () => ({ type: 'hash', hash: new Map() }))
  bounded(hash.size + pairs.length)
  const before = hash.size
  for (const [field, value] of pairs) hash.set(field, value)
  return hash.size - before
}

function push(keys: Keyspace, key: string, values: string[], end: 'head' | 'tail'): number {
  const found = keys.findOrCreate(key, 'list', () => ({ type: 'list', list: [] }))
  bounded(found.list.length + values.length)
  if (end === 'tail') found.list.push(...values)
  else found.list = [...values.toReversed(), ...found.list]
  return found.list.length
}

function pop(keys: Keyspace, key: string, end: 'head' | 'tail'): Reply {
  const list = keys.find(key, 'list')?.list
  const value = end === 'head' ? list?.shift() : list?.pop()
  if (list?.length === 0) keys.delete(key)
  return value ?? null
}

function removed(keys: Keyspace, key: string, from: Map<string, unknown> | Set<string>, names: string[]): number {
  let count = 0
  for (const name of names) if (from.delete(name)) count++
  if (from.size === 0) keys.delete(key)
  return count
}

function bounded(elements: number): void {
  if (elements > MAX_ELEMENTS) throw new RedisError(`OOM a key holds at most ${MAX_ELEMENTS} elements here`)
}
