/**
 * The keys of the in-memory Redis: values with a type and an expiry, in order of last use.
 *
 * Invariant: never more than `maxKeys` keys; the least recently used go first. An expired key is never seen.
 * Not here: persistence. Whatever Stoa keeps in Redis can be rebuilt, so a restart may forget it.
 */
import { RedisError } from './backend'

export type Value =
  | { type: 'string'; string: string }
  | { type: 'hash'; hash: Map<string, string> }
  | { type: 'list'; list: string[] }
  | { type: 'set'; set: Set<string> }
  | { type: 'zset'; zset: Map<string, number> }

export type ValueType = Value['type']
export type ValueOf<T extends ValueType> = Extract<Value, { type: T }>

interface Entry {
  value: Value
  /** Milliseconds since the epoch, or null for a key that stays. */
  expiresAt: number | null
}

const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value'

export class Keyspace {
  // A Map iterates in order of insertion; using a key moves it to the end, so the first key is the coldest.
  private readonly entries = new Map<string, Entry>()

  constructor(
    private readonly maxKeys: number,
    private readonly now: () => number = Date.now,
  ) {}

  get size(): number {
    return this.entries.size
  }

  /** The live value of any type, or undefined. */
  peek(key: string): Value | undefined {
    return this.live(key)?.value
  }

  /** The live value if it has this type; throws WRONGTYPE for another one. */
  find<T extends ValueType>(key: string, type: T): ValueOf<T> | undefined {
    const value = this.live(key)?.value
    if (value === undefined) return undefined
    if (value.type !== type) throw new RedisError(WRONG_TYPE)
    return value as ValueOf<T>
  }

  /** The live value of this type, made by `empty` when the key is not there. */
  findOrCreate<T extends ValueType>(key: string, type: T, empty: () => ValueOf<T>): ValueOf<T> {
    const found = this.find(key, type)
    if (found) return found
    const value = empty()
    this.put(key, value, null)
    return value
  }

  put(key: string, value: Value, expiresAt: number | null): void {
    this.entries.delete(key)
    this.entries.set(key, { value, expiresAt })
    while (this.entries.size > this.maxKeys) {
      const coldest = this.entries.keys().next().value
      if (coldest === undefined) return
      this.entries.delete(coldest)
    }
  }

  delete(key: string): boolean {
    return this.live(key) !== undefined && this.entries.delete(key)
  }

  /** undefined: no such key; null: it stays; otherwise milliseconds since the epoch. */
  expiry(key: string): number | null | undefined {
    return this.live(key)?.expiresAt
  }

  /** Sets or clears the expiry; a moment in the past deletes the key. False when there is no such key. */
  expireAt(key: string, expiresAt: number | null): boolean {
    const entry = this.live(key)
    if (!entry) return false
    if (expiresAt !== null && expiresAt <= this.now()) return this.entries.delete(key)
    entry.expiresAt = expiresAt
    return true
  }

  /** All live keys, coldest first. */
  keys(): string[] {
    this.sweep()
    return [...this.entries.keys()]
  }

  clear(): void {
    this.entries.clear()
  }

  /** Drops expired keys that nobody asks for any more. */
  sweep(): void {
    const now = this.now()
    for (const [key, entry] of this.entries) {
      if (entry.expiresAt !== null && entry.expiresAt <= now) this.entries.delete(key)
    }
  }

  private live(key: string): Entry | undefined {
    const entry = this.entries.get(key)
    if (!entry) return undefined
    this.entries.delete(key)
    if (entry.expiresAt !== null && entry.expiresAt <= this.now()) return undefined
    this.entries.set(key, entry)
    return entry
  }
}
