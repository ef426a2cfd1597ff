/**
 * The platform's door: users, sessions, stores, domains, and what the named cross-store jobs may see. The role behind it
 * has policies and grants on those tables alone; products, carts and orders' contents stay denied to it.
 */
import { actorSetting } from './actor'
import { bounded, type Database, pipelined, pool } from './client'

declare const platformBrand: unique symbol

export type PlatformTx = Database & { readonly [platformBrand]: true }

/** Runs `work` in a transaction of the platform role and waits for its COMMIT. Retries deadlocks like `withStore`. */
export function withPlatform<T>(work: (tx: PlatformTx) => Promise<T>): Promise<T> {
  return bounded(() => pipelined(pool('platform'), `begin${actorSetting()}`, (db) => work(db as PlatformTx), true))
}

/** Like `withPlatform`, read only, not waiting for COMMIT. */
export function readPlatform<T>(work: (tx: PlatformTx) => Promise<T>): Promise<T> {
  return bounded(() => pipelined(pool('platform'), 'begin read only', (db) => work(db as PlatformTx), false))
}

/** The store a host belongs to, asked as the application role through the exact-match function. */
export function withResolver<T>(work: (tx: PlatformTx) => Promise<T>): Promise<T> {
  return bounded(() => pipelined(pool('app'), 'begin read only', (db) => work(db as PlatformTx), false))
}
