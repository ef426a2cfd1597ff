/** Sorted sets of the in-memory Redis. Sorted when read: they are small here, and a skip list would be a second truth. */
import { SYNTAX, toFloat, toInteger, toPairs, toSlice } from './arguments'
import { RedisError } from './backend'
import { type CommandTable, command, MANY } from './command-table'
import type { Reply } from './encoding'
import type { Keyspace } from './keyspace'

const MAX_ELEMENTS = 100_000

export const sortedSetCommands: CommandTable = {
  zadd: command(3, MANY, zadd),
  zincrby: command(3, 3, (keys, [key = '', by, member = '']) => {
    const step = toFloat(by)
    const { zset } = keys.findOrCreate(key, 'zset', () => ({ type: 'zset', zset: new Map() }))
    const score = (zset.get(member) ?? 0) + step
    zset.set(member, score)
    return String(score)
  }),
  zrem: command(2, MANY, (keys, [key = '', ...members]) => {
    const zset = keys.find(key, 'zset')?.zset
    const count = members.filter((member) => zset?.delete(member)).length
    if (zset?.size === 0) keys.delete(key)
    return count
  }),
  zcard: command(1, 1, (keys, [key = '']) => keys.find(key, 'zset')?.zset.size ?? 0),
  zscore: command(2, 2, (keys, [key = '', member = '']) => {
    const score = keys.find(key, 'zset')?.zset.get(member)
    return score === undefined ? null : String(score)
  }),
  zrange: command(3, MANY, zrange),
  zremrangebyscore: command(3, 3, (keys, [key = '', min, max]) => {
    const zset = keys.find(key, 'zset')?.zset
    if (!zset) return 0
    const gone = byScore(sorted(zset), min, max)
    for (const [member] of gone) zset.delete(member)
    if (zset.size === 0) keys.delete(key)
    return gone.length
  }),
}

interface AddFlags {
  nx: boolean
  xx: boolean
  ch: boolean
}

function zadd(keys: Keyspace, [key = '', ...words]: string[]): Reply {
  const flags: AddFlags = { nx: false, xx: false, ch: false }
  let word = words[0]?.toLowerCase()
  while (word === 'nx' || word === 'xx' || word === 'ch') {
    flags[word] = true
    words.shift()
    word = words[0]?.toLowerCase()
  }
  const pairs = toPairs(words, 'zadd').map(([score, member]) => [toFloat(score), member] as const)
  const { zset } = keys.findOrCreate(key, 'zset', () => ({ type: 'zset', zset: new Map() }))
  if (zset.size + pairs.length > MAX_ELEMENTS) throw new RedisError(`OOM a key holds at most ${MAX_ELEMENTS} elements`)
  let count = 0
  for (const [score, member] of pairs) {
    const before = zset.get(member)
    if ((flags.nx && before !== undefined) || (flags.xx && before === undefined)) continue
    if (before === undefined || (flags.ch && before !== score)) count++
    zset.set(member, score)
  }
  if (zset.size === 0) keys.delete(key)
  return count
}

function zrange(keys: Keyspace, [key = '', start, stop, ...words]: string[]): Reply {
  const options = words.map((word) => word.toLowerCase())
  const known = (word: string) => ['byscore', 'rev', 'withscores', 'limit'].includes(word)
  const limitAt = options.indexOf('limit')
  const limit = limitAt < 0 ? undefined : [toInteger(options[limitAt + 1]), toInteger(options[limitAt + 2])]
  const flags = limitAt < 0 ? options : options.toSpliced(limitAt, 3)
  if (!flags.every(known)) throw new RedisError(SYNTAX)
  const reverse = flags.includes('rev')
  let members = sorted(keys.find(key, 'zset')?.zset ?? new Map())
  if (flags.includes('byscore')) {
    members = reverse ? byScore(members, stop, start).toReversed() : byScore(members, start, stop)
  } else {
    if (reverse) members.reverse()
    members = members.slice(...toSlice(start, stop, members.length))
  }
  const [offset = 0, count = -1] = limit ?? []
  members = members.slice(offset, count < 0 ? undefined : offset + count)
  return members.flatMap(([member, score]) => (flags.includes('withscores') ? [member, String(score)] : [member]))
}

function sorted(zset: Map<string, number>): [string, number][] {
  return [...zset].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
}

/** Members between two scores; a leading parenthesis excludes the bound. */
function byScore(members: [string, number][], min = '', max = ''): [string, number][] {
  const low = toFloat(min.replace('(', ''))
  const high = toFloat(max.replace('(', ''))
  return members.filter(([, score]) => {
    const aboveLow = min.startsWith('(') ? score > low : score >= low
    return aboveLow && (max.startsWith('(') ? score < high : score <= high)
  })
}
