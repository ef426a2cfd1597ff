/** The door itself: what a transaction of one store sees, and what becomes of it when the server goes away. */
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { env } from '@/lib/env'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'
import { openPool, pipelined } from './client'
import { pgErrorOf } from './errors'
import { products } from './schema/catalog'
import { readStore, type Tx, withStore } from './store'

let db: TestDatabase
let first: number
let second: number

beforeAll(async () => {
  db = await openTestDatabase()
  first = await db.createStore('first')
  second = await db.createStore('second')
})

describe('withStore', () => {
  it('shows one store its own rows and no other', async () => {
    await withStore(first, (tx) =>
      tx.insert(products).values({ storeId: tx.storeId, handle: 'mug', title: 'Mug', status: 'active' }),
    )
    expect(await readStore(first, (tx) => tx.select({ handle: products.handle }).from(products))).toEqual([
      { handle: 'mug' },
    ])
    expect(await readStore(second, (tx) => tx.select().from(products))).toEqual([])
  })

  it('refuses to write into another store', async () => {
    const write = withStore(second, (tx) => tx.insert(products).values({ storeId: first, handle: 'x', title: 'X' }))
    await expect(write).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('rolls back what was written before an error', async () => {
    const work = withStore(first, async (tx) => {
      await tx.insert(products).values({ storeId: tx.storeId, handle: 'gone', title: 'Gone' })
      throw new Error('stop')
    })
    await expect(work).rejects.toThrow('stop')
    const rows = await readStore(first, (tx) => tx.select().from(products).where(eq(products.handle, 'gone')))
    expect(rows).toEqual([])
  })

  it('reports a transaction that ended as ROLLBACK because an error was swallowed', async () => {
    const work = withStore(first, async (tx) => {
      await tx.execute(sql`select 1/0`).catch(() => {})
      return 'looks fine'
    })
    await expect(work).rejects.toThrow('ended with ROLLBACK')
  })
})

describe('a connection that ends', () => {
  it('serves who waited for one, and whoever had it begins anew', async () => {
    const all = Array.from({ length: env().DATABASE_POOL_MAX }, () =>
      withStore(first, (tx) => tx.execute(sql`select pg_sleep(1)`)),
    )
    await new Promise((resolve) => setTimeout(resolve, 500))
    const waiting = readStore(first, (tx) => tx.select().from(products))
    await db.admin`select pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'stoa_app' and datname = current_database()`
    expect(await waiting).toHaveLength(1)
    for (const rows of await Promise.all(all)) expect(rows).toHaveLength(1)
  })

  it('serves who asks while idle connections are being closed', async () => {
    const idleMs = 50
    const pool = openPool(db.url('stoa_app'), { name: 'idle', max: 3, idleTimeoutS: idleMs / 1000, prepare: true })
    const read = () => pipelined(pool, 'begin read only', (tx) => tx.execute(sql`select 1 as one`), true)
    for (let round = 0; round < 10; round++) {
      expect(await Promise.all([read(), read()])).toHaveLength(2)
      // The same moment at which the driver's own timer closes them.
      await new Promise((resolve) => setTimeout(resolve, idleMs))
    }
    await pool.sql.end()
  })

  it('survives the server ending its connections, before and inside a transaction', async () => {
    const drop = () => db.admin`select pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'stoa_app' and datname = current_database()`
    const inside = withStore(first, async (tx) => {
      await tx.execute(sql`select 1`)
      await drop()
      await new Promise((resolve) => setTimeout(resolve, 100))
      return tx.execute(sql`select 2`)
    })
    await expect(inside).rejects.toMatchObject({ name: 'ConnectionLostError', committing: false })
    for (let i = 0; i < 20; i++) {
      expect(await readStore(first, (tx) => tx.select({ id: products.id }).from(products))).toHaveLength(1)
    }
  })

  it('begins anew when its connection ends before COMMIT', async () => {
    let tries = 0
    const name = await withStore(first, async (tx) => {
      tries += 1
      const rows = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      if (tries === 1) await db.admin`select pg_terminate_backend(${rows[0]?.pid ?? 0}, 2000)`
      return (await tx.execute<{ name: string }>(sql`select 'served' as name`))[0]?.name
    })
    expect([tries, name]).toEqual([2, 'served'])
  })

  it('begins anew after a deadlock that a driver from another bundle reports', async () => {
    let tries = 0
    await withStore(first, async () => {
      tries += 1
      const foreign = Object.assign(new Error('deadlock detected'), { severity: 'ERROR', code: '40P01' })
      if (tries < 3) throw foreign
    })
    expect(tries).toBe(3)
  })

  it('leaves no store behind on the connection', async () => {
    await withStore(first, (tx) => tx.execute(sql`select 1`))
    const { withResolver } = await import('./platform')
    const rows = await withResolver((tx) => tx.execute(sql`select count(*)::int as n from products`))
    expect(rows[0]).toEqual({ n: 0 })
  })

  it('refuses a store id that is not a positive integer', () => {
    expect(() => withStore(0, async () => 1)).toThrow('positive integer')
    expect(() => withStore(1.5, async () => 1)).toThrow('positive integer')
  })
})

describe('statements under way together', () => {
  it('say why one of them failed, not that the transaction is over', async () => {
    const rejected = await withStore(first, (tx) => {
      const late = tx.execute(sql`select 1 / 0`).catch(async (error: unknown) => {
        await new Promise((resolve) => setTimeout(resolve, 50))
        throw error
      })
      return Promise.all([late, tx.execute(sql`select 2`)])
    }).catch((error: unknown) => error)
    expect(pgErrorOf(rejected)).toMatchObject({ code: '22012' })
  })

  it.each([
    [true, 2, 'written'],
    [false, 1, '55P03'],
  ])('patient (%s) about a row that another holds for long: %i tries, then %s', async (patient, tries, end) => {
    const holding = await db.admin.reserve()
    await holding`begin`
    await holding`select from products where store_id = ${first} for update`
    let tried = 0
    const work = async (tx: Tx) => {
      tried += 1
      if (tried === 2) await holding`rollback`
      await tx.execute(sql`set local lock_timeout = 50`)
      await tx.execute(sql`select from products where store_id = ${first} for update`)
      return 'written'
    }
    const outcome = await withStore(first, work, { patient }).catch((error: unknown) => pgErrorOf(error)?.code)
    await holding`rollback`
    holding.release()
    expect([tried, outcome]).toEqual([tries, end])
  })
})
