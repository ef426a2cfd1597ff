/** The end of a store: what leads where after it moved, and that nothing is left after it was purged. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeTables } from '@/db/verify-isolation'
import { mediaStorage } from '@/lib/media/storage'
import { closeStore, getEnding, reopenStore, scheduleDeletion } from '@/lib/stores/close'
import { createStore, isSlugFree } from '@/lib/stores/commands'
import { purgeDueStores, purgeStore } from '@/lib/stores/purge'
import { FORMER_SLUGS_MAX, renameStore } from '@/lib/stores/rename'
import { opensShop, setShopLock } from '@/lib/stores/shop-password'
import { lookupStore } from '@/lib/tenancy/lookup'
import { FIXTURES, MADE_WITH_THE_STORE } from '../isolation/fixtures'
import { openTestDatabase, type TestDatabase } from '../support/database'

let db: TestDatabase
let folder: string

beforeAll(async () => {
  db = await openTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'stoa-test-ends-'))
  process.env.STOA_DATA_DIR = folder
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const at = (slug: string) => lookupStore({ kind: 'subdomain', slug })

describe('a store that moves', () => {
  it('answers at its new address, and the old one leads there', async () => {
    const id = await db.createStore('first-name')
    expect(await renameStore(id, 'second-name')).toEqual({ former: 'first-name', slug: 'second-name' })
    expect(await at('second-name')).toMatchObject({ storeId: id, former: false })
    expect(await at('first-name')).toMatchObject({ storeId: id, slug: 'second-name', former: true })
  })

  it('keeps its old address from others, also after it stopped leading on, and may have it back', async () => {
    const id = await db.createStore('old-name')
    const other = await db.createStore('neighbour')
    await renameStore(id, 'new-name')
    const [user] = await db.admin`select owner_id from stores where id = ${other}`
    const open = () =>
      createStore({ name: 'X', slug: 'old-name', country: 'US', currency: 'USD', ownerId: Number(user?.owner_id) })
    await expect(open()).rejects.toMatchObject({ code: 'slug_taken' })
    await expect(renameStore(other, 'old-name')).rejects.toMatchObject({ code: 'slug_taken' })
    expect(await isSlugFree('old-name')).toBe(false)
    await db.admin`update former_slugs set redirects_until = now() - interval '1 day' where slug = 'old-name'`
    expect(await at('old-name')).toBeNull()
    await expect(open()).rejects.toMatchObject({ code: 'slug_taken' })
    expect(await renameStore(id, 'old-name')).toEqual({ former: 'new-name', slug: 'old-name' })
    expect(await at('old-name')).toMatchObject({ former: false })
    await db.admin`update former_slugs set quarantined_until = now() - interval '1 day' where slug = 'new-name'`
    expect(await isSlugFree('new-name')).toBe(true)
  })

  it('refuses an address that is taken, reserved, or one move too many', async () => {
    const id = await db.createStore('mover')
    await expect(renameStore(id, 'neighbour')).rejects.toMatchObject({ code: 'slug_taken' })
    await expect(renameStore(id, 'admin')).rejects.toMatchObject({ code: 'invalid_request' })
    for (let n = 1; n <= FORMER_SLUGS_MAX; n++) await renameStore(id, `mover-${n}`)
    await expect(renameStore(id, 'mover-more')).rejects.toMatchObject({ code: 'conflict' })
    expect(await at(`mover-${FORMER_SLUGS_MAX}`)).toMatchObject({ former: false })
  })

  it('is decided by the database when two want one address at once', async () => {
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map((name) => db.createStore(`racer-${name}`)))
    const moves = await Promise.allSettled(ids.map((id) => renameStore(id, 'the-prize')))
    expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a shop with a password', () => {
  it('is known by a mark that changes with the password, and by none once it is open', async () => {
    const id = await db.createStore('locked')
    expect((await at('locked'))?.lock).toBeNull()
    await setShopLock(id, { password: 'first', message: 'Soon' })
    const mark = (await at('locked'))?.lock
    expect(mark).toMatch(/^[0-9a-f]{16}$/)
    expect([await opensShop(id, 'first'), await opensShop(id, 'second')]).toEqual([true, false])
    await setShopLock(id, { password: undefined, message: 'Later' })
    expect((await at('locked'))?.lock).toBe(mark)
    await setShopLock(id, { password: 'second', message: '' })
    expect((await at('locked'))?.lock).not.toBe(mark)
    await setShopLock(id, { password: null, message: '' })
    expect((await at('locked'))?.lock).toBeNull()
  })
})

describe('a store that closes', () => {
  it('is found by nobody until it opens again', async () => {
    const id = await db.createStore('closing')
    await closeStore(id)
    expect(await at('closing')).toBeNull()
    expect((await getEnding(id)).closedAt).toBeInstanceOf(Date)
    await scheduleDeletion(id)
    const { deleteAfter } = await getEnding(id)
    await scheduleDeletion(id)
    expect((await getEnding(id)).deleteAfter).toEqual(deleteAfter)
    await reopenStore(id)
    expect(await getEnding(id)).toEqual({ closedAt: null, deleteAfter: null })
    expect(await at('closing')).toMatchObject({ storeId: id })
  })

  it('cannot be opened or closed past an operator who suspended it', async () => {
    const id = await db.createStore('suspended-one')
    await db.admin`update stores set status = 'suspended' where id = ${id}`
    await expect(closeStore(id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(reopenStore(id)).rejects.toMatchObject({ code: 'conflict' })
    // Deleted and kept again, it would be open.
    await expect(scheduleDeletion(id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await at('suspended-one')).toMatchObject({ status: 'suspended' })
  })

  it('cannot be kept any more once its grace is over', async () => {
    const id = await db.createStore('too-late')
    await scheduleDeletion(id)
    await db.admin`update stores set delete_after = now() - interval '1 minute' where id = ${id}`
    await expect(reopenStore(id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await at('too-late')).toBeNull()
    await db.admin`update stores set delete_after = null where id = ${id}`
  })
})

describe('a store that is purged', () => {
  async function fullStore(slug: string): Promise<number> {
    const id = await db.createStore(slug)
    const [user] = await db.admin`select owner_id from stores where id = ${id}`
    for (const n of [1, 2]) {
      for (const [table, fixture] of Object.entries(FIXTURES)) {
        if (MADE_WITH_THE_STORE.includes(table)) continue
        await db.admin`insert into ${db.admin(table)} ${db.admin(fixture(id, n, Number(user?.owner_id)))}`
      }
    }
    await db.admin`insert into stripe_events (id, endpoint, account, type, data)
      values (${`evt_${slug}`}, 'connect', ${`acct_${slug.replaceAll('-', '')}`}, 'charge.succeeded', '{}')`
    await (await mediaStorage()).put(`${id}/key/800.webp`, Buffer.from('picture'))
    return id
  }
  const rowsOf = async (id: number) => {
    const counts: [string, number][] = []
    for (const { table, column } of await storeTables(db.admin)) {
      const [row] = await db.admin`select count(*)::int as n from ${db.admin(table)} where ${db.admin(column)} = ${id}`
      if (row?.n > 0) counts.push([table, row?.n])
    }
    return counts
  }

  it('is left alone before its time', async () => {
    const id = await fullStore('not-yet')
    await scheduleDeletion(id)
    const before = await rowsOf(id)
    expect(await purgeDueStores(10)).toEqual([])
    await expect(purgeStore(id)).rejects.toThrow()
    expect(await rowsOf(id)).toEqual(before)
    expect(await (await mediaStorage()).get(`${id}/key/800.webp`)).not.toBeNull()
    await reopenStore(id)
    await db.admin`update stores set delete_after = now() - interval '1 day' where id = ${id}`
    await expect(purgeStore(id)).rejects.toThrow()
  })

  it('leaves nothing in any table, no file, no event, and its neighbour whole', async () => {
    const id = await fullStore('purged-one')
    const neighbour = await fullStore('purged-two')
    const untouched = await rowsOf(neighbour)
    expect((await rowsOf(id)).length).toBe(Object.keys(FIXTURES).length)
    await scheduleDeletion(id)
    await db.admin`update stores set delete_after = now() - interval '1 minute' where id = ${id}`
    const [report] = await purgeDueStores(10)
    expect(report).toMatchObject({ storeId: id, slug: 'purged-one', files: 1, complete: true })
    expect(report?.domains.sort()).toEqual([1, 2].map((n) => `d${n}.store${id}.test`))
    expect(await rowsOf(id)).toEqual([])
    expect(await db.admin`select from stripe_events where account = 'acct_purgedone'`).toHaveLength(0)
    expect(await readdir(join(folder, 'media'))).toEqual(expect.not.arrayContaining([String(id)]))
    expect(await rowsOf(neighbour)).toEqual(untouched)
    expect(await (await mediaStorage()).get(`${neighbour}/key/800.webp`)).not.toBeNull()
    expect(await isSlugFree('purged-one')).toBe(false)
    expect(await purgeStore(id)).toMatchObject({ rows: 0, complete: true })
  })
})
