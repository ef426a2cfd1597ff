/**
 * Everything the stand-in knows, by account, kept in a journal: objects, events, answers under idempotency keys, webhooks
 * still to be delivered.
 *
 * Invariant: all changes of one request and its kept answer are one line of the journal, so after a kill either all of it
 * happened or nothing did. Money objects are never forgotten; events, kept answers and deliveries have limits.
 */
import { join } from 'node:path'
import { Journal } from '../journal'
import { noSuch } from './errors'
import { newId, nowSeconds } from './ids'
import type { StripeEvent, StripeObject } from './objects'

export const PLATFORM = 'platform'
export const API_VERSION = '2026-10-28.endive'

const MAX_EVENTS = 10_000
const MAX_ANSWERS = 20_000
const ANSWER_LIFE_MS = 24 * 3_600_000
const MAX_DELIVERIES = 20_000

export interface KeptAnswer {
  /** Account and idempotency key. */
  key: string
  /** Hash of method, path and parameters. */
  fingerprint: string
  status: number
  body: string
  requestId: string
  at: number
}

/** A webhook still to be delivered. */
export interface Delivery {
  id: string
  eventId: string
  attempts: number
  /** Not before; milliseconds since the epoch. */
  dueAt: number
}

type Change =
  | { t: 'put'; account: string; object: StripeObject }
  | { t: 'answer'; answer: KeptAnswer }
  | { t: 'delivery'; delivery: Delivery }
  | { t: 'delivered'; id: string }

export class State {
  private readonly objects = new Map<string, Map<string, StripeObject>>()
  private readonly accountOf = new Map<string, string>()
  /** Events in the order of their making, across accounts. */
  private readonly eventIds = new Set<string>()
  readonly answers = new Map<string, KeptAnswer>()
  readonly deliveries = new Map<string, Delivery>()
  private journal: Journal<Change[]> | undefined
  private changes: Change[] = []

  static async open(dir: string): Promise<State> {
    const state = new State()
    state.journal = await Journal.open<Change[]>({
      path: join(dir, 'journal.jsonl'),
      // Answered means written, which survives kill -9 of every process; a power cut is not this server's business.
      fsync: false,
      replay: (changes) => {
        for (const change of changes) state.apply(change)
      },
      snapshot: () => state.snapshot(),
    })
    return state
  }

  /** Keeps an object as it is now. */
  put<T extends StripeObject>(account: string, object: T): T {
    this.change({ t: 'put', account, object })
    return object
  }

  /** The object of this account, or undefined. Other accounts' objects are not seen. */
  find<T extends StripeObject>(account: string, id: string, object: T['object']): T | undefined {
    const found = this.objects.get(account)?.get(id)
    return found?.object === object ? (found as T) : undefined
  }

  /** As `find`, but throws Stripe's `resource_missing`. */
  get<T extends StripeObject>(account: string, id: string, object: T['object'], param?: string): T {
    const found = this.find<T>(account, id, object)
    if (!found) throw noSuch(object, id, param)
    return found
  }

  /** The account that an id belongs to; ids are unique across accounts. */
  owner(id: string): string | undefined {
    return this.accountOf.get(id)
  }

  /** Objects of one kind, oldest first; of all accounts when `account` is null. */
  *all<T extends StripeObject>(account: string | null, object: T['object']): Iterable<T> {
    const accounts = account === null ? this.objects.keys() : [account]
    for (const name of accounts) {
      for (const found of this.objects.get(name)?.values() ?? []) if (found.object === object) yield found as T
    }
  }

  events(): StripeEvent[] {
    return [...this.eventIds].flatMap((id) => this.event(id) ?? [])
  }

  event(id: string): StripeEvent | undefined {
    const account = this.accountOf.get(id)
    return account === undefined ? undefined : this.find<StripeEvent>(account, id, 'event')
  }

  /** Records an event with the object as it is now, and queues its webhook. */
  emit(account: string, type: string, object: StripeObject, previous?: Record<string, unknown>): void {
    const event: StripeEvent = {
      id: newId('evt'),
      object: 'event',
      type,
      api_version: API_VERSION,
      created: nowSeconds(),
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      data: { object: structuredClone(object), ...(previous ? { previous_attributes: previous } : {}) },
      ...(account === PLATFORM ? {} : { account }),
    }
    this.put(account, event)
    this.saveDelivery({ id: newId('whd'), eventId: event.id, attempts: 0, dueAt: Date.now() })
  }

  keepAnswer(answer: KeptAnswer): void {
    this.change({ t: 'answer', answer })
  }

  saveDelivery(delivery: Delivery): void {
    this.change({ t: 'delivery', delivery })
  }

  endDelivery(id: string): void {
    this.change({ t: 'delivered', id })
  }

  /** Writes the changes since the last commit as one line; resolves when they are kept. */
  async commit(): Promise<void> {
    if (this.changes.length > 0) this.journal?.append(this.changes)
    this.changes = []
    await this.journal?.settled()
  }

  async close(): Promise<void> {
    await this.commit()
    await this.journal?.close()
  }

  private change(change: Change): void {
    this.apply(change)
    this.changes.push(change)
  }

  private apply(change: Change): void {
    if (change.t === 'put') this.applyPut(change.account, change.object)
    else if (change.t === 'answer') {
      this.answers.delete(change.answer.key)
      this.answers.set(change.answer.key, change.answer)
      this.forgetAnswers()
    } else if (change.t === 'delivery') {
      this.deliveries.set(change.delivery.id, change.delivery)
      const oldest = this.deliveries.keys().next().value
      if (this.deliveries.size > MAX_DELIVERIES && oldest !== undefined) this.deliveries.delete(oldest)
    } else this.deliveries.delete(change.id)
  }

  private applyPut(account: string, object: StripeObject): void {
    const own = this.objects.get(account) ?? new Map<string, StripeObject>()
    own.set(object.id, object)
    this.objects.set(account, own)
    this.accountOf.set(object.id, account)
    if (object.object !== 'event') return
    this.eventIds.add(object.id)
    const oldest = this.eventIds.values().next().value
    if (this.eventIds.size <= MAX_EVENTS || oldest === undefined) return
    this.objects.get(this.accountOf.get(oldest) ?? '')?.delete(oldest)
    this.accountOf.delete(oldest)
    this.eventIds.delete(oldest)
  }

  private forgetAnswers(): void {
    const limit = Date.now() - ANSWER_LIFE_MS
    for (const [key, { at }] of this.answers) {
      if (this.answers.size <= MAX_ANSWERS && at > limit) return
      this.answers.delete(key)
    }
  }

  private *snapshot(): Iterable<Change[]> {
    for (const [account, objects] of this.objects) {
      for (const object of objects.values()) if (object.object !== 'event') yield [{ t: 'put', account, object }]
    }
    for (const event of this.events()) yield [{ t: 'put', account: event.account ?? PLATFORM, object: event }]
    for (const answer of this.answers.values()) yield [{ t: 'answer', answer }]
    for (const delivery of this.deliveries.values()) yield [{ t: 'delivery', delivery }]
  }
}
