/** Reading the words of a command; every misuse throws the error that Redis itself would answer. */
import { RedisError } from './backend'

export const NOT_AN_INTEGER = 'ERR value is not an integer or out of range'
export const NOT_A_FLOAT = 'ERR value is not a valid float'
export const SYNTAX = 'ERR syntax error'

/** A whole number within JavaScript's safe range (Redis has 64 bits; nothing of Stoa counts that far). */
export function toInteger(word: string | undefined): number {
  if (word === undefined || !/^-?\d{1,16}$/.test(word)) throw new RedisError(NOT_AN_INTEGER)
  const number = Number(word)
  if (!Number.isSafeInteger(number)) throw new RedisError(NOT_AN_INTEGER)
  return number
}

export function toPositive(word: string | undefined, command: string): number {
  const number = toInteger(word)
  if (number <= 0) throw new RedisError(`ERR invalid expire time in '${command}' command`)
  return number
}

export function toFloat(word: string | undefined): number {
  const lower = word?.toLowerCase()
  if (lower === '+inf' || lower === 'inf') return Number.POSITIVE_INFINITY
  if (lower === '-inf') return Number.NEGATIVE_INFINITY
  const number = word === undefined || word.trim() === '' ? Number.NaN : Number(word)
  if (Number.isNaN(number)) throw new RedisError(NOT_A_FLOAT)
  return number
}

/** The words two by two; throws when one is left over. */
export function toPairs(words: string[], command: string): [string, string][] {
  if (words.length === 0 || words.length % 2 !== 0) throw new RedisError(arity(command))
  const pairs: [string, string][] = []
  for (let i = 0; i < words.length; i += 2) pairs.push([words[i] ?? '', words[i + 1] ?? ''])
  return pairs
}

export function arity(command: string): string {
  return `ERR wrong number of arguments for '${command}' command`
}

/** Start and stop of LRANGE and its like, resolved against a length: negative counts from the end, stop is inclusive. */
export function toSlice(start: string | undefined, stop: string | undefined, length: number): [number, number] {
  const from = toInteger(start)
  const to = toInteger(stop)
  return [Math.max(0, from < 0 ? length + from : from), Math.min(length, (to < 0 ? length + to : to) + 1)]
}

/** A glob of KEYS and SCAN as a regular expression. */
export function toGlob(pattern: string): RegExp {
  const source = pattern.replace(
    /\\(.)|([*?])|\[(\^?)([^\]]*)\]|[.+^${}()|\\[\]]/g,
    (match, escaped, wild, not, set) => {
      if (escaped !== undefined) return `\\${escaped}`
      if (wild !== undefined) return wild === '*' ? '[\\s\\S]*' : '[\\s\\S]'
      if (set !== undefined) return `[${not}${String(set).replace(/[\\\]]/g, '\\$&')}]`
      return `\\${match}`
    },
  )
  return new RegExp(`^${source}$`)
}
