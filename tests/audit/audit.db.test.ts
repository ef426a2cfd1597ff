/** The audit log: every change of a merchant leaves a row with its actor, and nobody alters one unnoticed. */
import { beforeAll, describe, expect, it } from 'vitest'
import { actingAs } from '@/db/actor'
import { pgErrorOf } from '@/db/errors'
import { readStore, withStore } from '@/db/store'
import { findBrokenEntry, listActivity } from '@/lib/audit/queries'
import { deleteDiscount, saveDiscount, setDiscountActive } from '@/lib/discounts/commands'
import { openTestDatabase, type TestDatabase } from '../support/database'

let db: TestDatabase
let storeId: number
let other: number
const actor = { kind: 'user', id: 7, ip: '192.0.2.1' } as const

const row = {
  code: 'TEN',
  title: 'TEN',
  kind: 'percentage' as const,
  value: 1000,
  appliesTo: { scope: 'all' as const, ids: [] },
  buyXGetY: null,
  minimumSubtotalMinor: 0,
  minimumQuantity: 0,
  usageLimit: null,
  perCustomerLimit: null,
  startsAt: null,
  endsAt: null,
}

beforeAll(async () => {
  db = await openTestDatabase()
  storeId = await db.createStore('audited')
  other = await db.createStore('other')
})

const activity = (filter = {}) => readStore(storeId, (tx) => listActivity(tx, filter)).then(({ entries }) => entries)

describe('the audit log', () => {
  it('says who made, changed and removed what, from what to what', async () => {
    const id = await actingAs(actor, () => withStore(storeId, (tx) => saveDiscount(tx, null, row)))
    await actingAs(actor, () => withStore(storeId, (tx) => setDiscountActive(tx, id, false)))
    await withStore(storeId, (tx) => deleteDiscount(tx, id))
    const [removed, changed, made] = await activity({ subject: 'discounts' })
    const subject = { subject: 'discounts', subjectId: String(id) }
    expect(made).toMatchObject({ ...subject, action: 'insert', actorKind: 'user', actorId: 7, ip: '192.0.2.1' })
    expect(made?.after).toMatchObject({ code: 'TEN', value: 1000 })
    expect(changed).toMatchObject({ ...subject, action: 'update', before: { active: true }, after: { active: false } })
    expect(removed).toMatchObject({ ...subject, action: 'delete', actorKind: 'system', actorId: null })
    expect(await activity({ action: 'update' })).toHaveLength(1)
  })

  it('is not written when the change is rolled back, and not of what did not change', async () => {
    const before = (await activity()).length
    const failing = withStore(storeId, async (tx) => {
      await saveDiscount(tx, null, { ...row, code: 'GONE' })
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    expect((await activity()).length).toBe(before)
  })

  it('shows a store nothing of another', async () => {
    expect((await readStore(other, (tx) => listActivity(tx, { subject: 'discounts' }))).entries).toEqual([])
  })

  it('cannot be changed or emptied by the application', async () => {
    for (const statement of ['update audit_log set ip = null', 'delete from audit_log', 'truncate audit_log']) {
      const tried = withStore(storeId, (tx) => tx.execute(statement))
      await expect(tried.catch((error) => pgErrorOf(error)?.code)).resolves.toBe('42501')
    }
  })

  it('is a chain: whoever alters a row past the application is found', async () => {
    expect(await readStore(storeId, findBrokenEntry)).toBeNull()
    const [first] = await db.admin`select min(id)::int as id from audit_log where store_id = ${storeId}`
    await db.admin`update audit_log set actor_id = 8 where store_id = ${storeId} and id = ${first?.id}`
    expect(await readStore(storeId, findBrokenEntry)).toBe(first?.id)
  })
})
