/** What Citus would be told about this very schema: complete, in an order that it accepts; and a server without it is left alone. */
import { beforeAll, describe, expect, it } from 'vitest'
import { hasCitus, planDistribution } from '@/db/distribute'
import { storeTables } from '@/db/verify-isolation'
import { openTestDatabase, type TestDatabase } from '../support/database'

let db: TestDatabase
let statements: string[]
beforeAll(async () => {
  db = await openTestDatabase()
  statements = (await planDistribution(db.admin)).map(({ statement }) => statement)
})

const named = (pattern: RegExp) => statements.flatMap((statement) => pattern.exec(statement)?.[1] ?? [])

describe('the plan of distribution', () => {
  it('puts every table of stores into one group, but for the two that lead from a host to a store', async () => {
    const walled = (await storeTables(db.admin)).map(({ table }) => table)
    const distributed = named(/create_distributed_table\('(\w+)'/)
    expect(distributed.toSorted()).toEqual(walled.filter((t) => !['stores', 'custom_domains'].includes(t)).toSorted())
    const [first] = distributed
    expect(statements.filter((s) => s.includes(`colocate_with => '${first}'`))).toHaveLength(distributed.length - 1)
    expect(named(/create_reference_table\('(\w+)'/)).toEqual(
      expect.arrayContaining(['users', 'stores', 'custom_domains']),
    )
  })

  it('treats parents before children, and takes keys to copied tables away before and puts them back after', async () => {
    const order = named(/create_(?:distributed|reference)_table\('(\w+)'/)
    const keys = await db.admin<{ child: string; parent: string; name: string }[]>`select conname as name,
      conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`
    const dropped = named(/drop constraint "(\w+)"/)
    expect(named(/add constraint "(\w+)"/)).toEqual(dropped)
    for (const { child, parent, name } of keys) {
      if (!dropped.includes(name)) expect([name, order.indexOf(parent) < order.indexOf(child)]).toEqual([name, true])
    }
    const at = (pattern: RegExp) => statements.findIndex((s) => pattern.test(s))
    const last = (pattern: RegExp) => statements.findLastIndex((s) => pattern.test(s))
    expect(last(/drop constraint/)).toBeLessThan(at(/create_reference_table/))
    expect(last(/create_distributed_table/)).toBeLessThan(at(/add constraint/))
  })

  it('takes no key away for good: those it drops can be put back as they were', async () => {
    const undo = new Error('undo')
    const keys = statements.filter((s) => s.startsWith('alter table'))
    const run = db.admin.begin(async (sql) => {
      for (const statement of keys) await sql.unsafe(statement)
      throw undo
    })
    await expect(run).rejects.toBe(undo)
  })

  it('knows a server without the extension', async () => {
    expect(await hasCitus(db.admin)).toBe(false)
  })
})
