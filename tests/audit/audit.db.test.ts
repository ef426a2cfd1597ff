/** The audit log: every change of a merchant leaves a row with its actor, and nobody alters one unnoticed. */
import { beforeAll, describe, expect, it } from 'vitest'
import { actingAs } from '@/db/actor'
import { pgErrorOf } from '@/db/errors'
import { readStore, withStore } from '@/db/store'
import { aboutOf, listAbout } from '@/lib/audit/names'
import { type AuditEntry, findBrokenEntry, listActivity } from '@/lib/audit/queries'
import { AUDIT_TOPICS, SUBJECT_WORDS, sentenceOf } from '@/lib/audit/words'
import { deleteDiscount, saveDiscount, setDiscountActive } from '@/lib/discounts/commands'
import { FIXTURES, MADE_WITH_THE_STORE } from '../isolation/fixtures'
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
    const [removed, changed, made] = await activity({ subjects: ['discounts'] })
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
    expect((await readStore(other, (tx) => listActivity(tx, { subjects: ['discounts'] }))).entries).toEqual([])
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

describe('the log in words', () => {
  /** As the fixtures' rows name each other. */
  const ROW = 1
  const entryOf = (subject: string, subjectId: string, row: Partial<AuditEntry> = {}): AuditEntry => ({
    ...{ id: 1, actorKind: 'user', actorId: 7, ip: null, action: 'update', before: null, after: null },
    ...{ subject, subjectId, createdAt: new Date() },
    ...row,
  })

  it('has a noun for every table that is logged, and one topic to find it under', async () => {
    const logged = await db.admin<{ name: string }[]>`select distinct tgrelid::regclass::text as name from pg_trigger
      where tgfoid = 'record_audit'::regproc order by 1`
    const names = logged.map(({ name }) => name)
    expect(names.filter((name) => !SUBJECT_WORDS[name])).toEqual([])
    const topics: string[] = Object.values(AUDIT_TOPICS).flatMap(({ subjects }) => [...subjects])
    expect(topics.sort()).toEqual(names.sort())
  })

  it('is narrowed to one of the team, to the platform itself, and to its operators', async () => {
    const id = await db.createStore('narrowed')
    const change = (message: string) => (tx: Parameters<Parameters<typeof withStore>[1]>[0]) =>
      tx.execute(`update stores set password_message = '${message}' where id = ${id}`)
    await withStore(id, change('system'))
    await actingAs(actor, () => withStore(id, change('one')))
    await actingAs({ ...actor, id: 8 }, () => withStore(id, change('two')))
    await actingAs({ ...actor, kind: 'impersonation', id: 7 }, () => withStore(id, change('visit')))
    const made = async (by: number | 'stoa' | 'operators') => {
      const { entries } = await readStore(id, (tx) => listActivity(tx, { by, action: 'update', subjects: ['stores'] }))
      return entries.map(({ after }) => after?.password_message)
    }
    expect(await made(7)).toEqual(['one'])
    expect(await made(8)).toEqual(['two'])
    expect(await made(9)).toEqual([])
    expect(await made('stoa')).toEqual(['system'])
    expect(await made('operators')).toEqual(['visit'])
  })

  it('calls an order by its number and a product by its title, and never those of another store', async () => {
    const [id, stranger] = [await db.createStore('worded'), await db.createStore('stranger')]
    const [user] = await db.admin`select owner_id from stores where id = ${id}`
    for (const [table, fixture] of Object.entries(FIXTURES)) {
      if (MADE_WITH_THE_STORE.includes(table)) continue
      await db.admin`insert into ${db.admin(table)} ${db.admin(fixture(id, ROW, Number(user?.owner_id)))}`
    }
    await db.admin`update orders set order_number = 1042 where store_id = ${id}`
    await db.admin`update products set title = 'Blue bowl' where store_id = ${id}`
    const words = async (storeId: number, subject: string, key = String(ROW), row = {}) => {
      const entry = entryOf(subject, key, row)
      const known = await readStore(storeId, (tx) => listAbout(tx, [entry]))
      return sentenceOf({ ...entry, about: aboutOf(entry, known) })
    }
    expect(await words(id, 'orders')).toBe('changed order #1042')
    expect(await words(stranger, 'orders')).toBe(`changed order ${ROW}`)
    expect(await words(id, 'refunds')).toBe('changed refund of #1042')
    expect(await words(id, 'order_cancellations')).toBe('changed cancellation of #1042')
    expect(await words(id, 'products')).toBe('changed product “Blue bowl”')
    expect(await words(id, 'inventory_movements')).toBe('changed stock of “Blue bowl”')
    expect(await words(id, 'collection_products', `${ROW}/${ROW}`)).toMatch(/^changed product “Blue bowl” in “.+”$/)
    expect(await words(id, 'stores', String(id))).toBe('changed the store’s settings')
    const gone = { action: 'delete', before: { title: '', code: 'TEN' } }
    expect(await words(id, 'discounts', '999', gone)).toBe('removed discount “TEN”')
    // Those that are called by their own key, and the one whose key is two ids.
    const nameless = []
    for (const subject of Object.keys(SUBJECT_WORDS)) {
      if (/ \d+$/.test(await words(id, subject))) nameless.push(subject)
    }
    expect(nameless.sort()).toEqual([
      'collection_products',
      'custom_domains',
      'domain_claims',
      'draft_orders',
      'memberships',
      'notification_settings',
    ])
  })
})
