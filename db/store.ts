/**
 * The store's door. A `Tx` is the permission to see one store: the only way to get one is `withStore` or `readStore`,
 * which open a transaction as the application role and set `app.current_store_id` for that transaction alone.
 * There is no default store. Deliberately absent: nested transactions, a handle without a store, session settings.
 */
import { actorSetting } from './actor'
import { bounded, type Database, pipelined, pool } from './client'

declare const storeBrand: unique symbol

/** A transaction of one store. Domain steps take it first; they never talk to the network. */
export type Tx = Database & { readonly storeId: number; readonly [storeBrand]: true }

/**
 * Runs `work` in a READ COMMITTED transaction of the store and waits for its COMMIT. Retries at most MAX_TRIES times after
 * a deadlock, a serialization failure or a connection that ended before COMMIT, so `work` must be repeatable: database only.
 * `patient`: for what must not be given up because others hold a row for long, such as an order whose money is there.
 *
 * @throws whatever `work` throws, after ROLLBACK; DatabaseBusyError when no connection became free; ConnectionLostError
 */
export function withStore<T>(
  storeId: number,
  work: (tx: Tx) => Promise<T>,
  { patient = false }: { patient?: boolean } = {},
): Promise<T> {
  const opening = `begin; ${setting(storeId)}${actorSetting()}`
  return bounded(() => pipelined(pool('app'), opening, (db) => work(scoped(db, storeId)), true), patient)
}

/** Like `withStore`, read only: the result does not wait for COMMIT, so one query costs one round trip. */
export function readStore<T>(storeId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  const opening = `begin read only; ${setting(storeId)}`
  return bounded(() => pipelined(pool('app'), opening, (db) => work(scoped(db, storeId)), false))
}

/** A literal, since Citus forwards no other form; the number is checked because it is spliced into SQL. */
function setting(storeId: number): string {
  if (!Number.isSafeInteger(storeId) || storeId < 1) throw new Error(`store id ${storeId} is not a positive integer`)
  return `set local app.current_store_id = '${storeId}'`
}

function scoped(db: Database, storeId: number): Tx {
  return Object.assign(db, { storeId }) as Tx
}
