/**
 * The matrix: every store table x select, insert, update, delete x {no context, empty, garbage, another store}, as the
 * application role on a raw connection, past every helper of the product. Nothing is rolled back, so that a row that could
 * be touched would show in the victim's checksum.
 */
import postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { pgErrorOf } from '@/db/errors'
import { storeTables } from '@/db/verify-isolation'
import { openTestDatabase, type TestDatabase } from '../support/database'
import { FIXTURES, MADE_WITH_THE_STORE, type Row } from './fixtures'

const REFUSED = '42501'
/** A setting that is no number fails in the policy itself: 22P02, or 22003 when it is too large. Refused as well. */
const NOT_A_NUMBER = ['22P02', '22003']
const CONTEXTS: [name: string, setting: string | null | 'attacker', codes: string[]][] = [
  ['no context', null, [REFUSED]],
  ['an empty context', '', [REFUSED]],
  ['the context of another store', 'attacker', [REFUSED]],
  ['a context of no store', '-1', [REFUSED]],
  ['a context that is a word', 'abc', [REFUSED, ...NOT_A_NUMBER]],
  ['a context that is SQL', '1 or true', [REFUSED, ...NOT_A_NUMBER]],
  ['a context that is too large', '99999999999999999999', [REFUSED, ...NOT_A_NUMBER]],
]

let db: TestDatabase
let app: postgres.Sql
let attacker: number
let victim: number
let users: { attacker: number; victim: number }
const columnOf = (table: string) => (table === 'stores' ? 'id' : 'store_id')
/** A column of each table that the application role may update, if any. */
const updatable = new Map<string, string>()

beforeAll(async () => {
  db = await openTestDatabase()
  app = postgres(db.url('stoa_app'), { max: 2, onnotice: () => {} })
  attacker = await db.createStore('attacker')
  victim = await db.createStore('victim')
  const owner = async (id: number) =>
    Number((await db.admin`select owner_id from stores where id = ${id}`)[0]?.owner_id)
  users = { attacker: await owner(attacker), victim: await owner(victim) }
  for (const [table, fixture] of Object.entries(FIXTURES)) {
    if (!MADE_WITH_THE_STORE.includes(table)) {
      for (const [store, user] of [
        [attacker, users.attacker],
        [victim, users.victim],
      ] as const) {
        await db.admin`insert into ${db.admin(table)} ${db.admin(fixture(store, 1, user))}`
      }
    }
    const [row] = await db.admin`select attname from pg_attribute where attrelid = ${table}::regclass and attnum > 0
      and attgenerated = '' and attname not in ('store_id', 'id') and has_column_privilege('stoa_app', attrelid, attnum, 'UPDATE')
      order by attnum limit 1`
    if (row) updatable.set(table, String(row.attname))
  }
  return async () => app.end()
})

/** Rows affected or returned, or the SQLSTATE. Commits when there is no error. */
async function attempt(
  context: string | null | 'attacker',
  run: (sql: postgres.TransactionSql) => Promise<{ count: number }>,
) {
  try {
    return await app.begin(async (sql) => {
      const setting = context === 'attacker' ? String(attacker) : context
      if (setting !== null) await sql`select set_config('app.current_store_id', ${setting}, true)`
      return (await run(sql)).count
    })
  } catch (error) {
    return pgErrorOf(error)?.code ?? String(error)
  }
}

async function checksum(table: string): Promise<string> {
  const [row] = await db.admin.unsafe(
    `select count(*) || ':' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as sum from ${table} t where ${columnOf(table)} = $1`,
    [victim],
  )
  return String(row?.sum)
}

const rowOf = (table: string, store: number, n: number): Row => {
  const fixture = FIXTURES[table]
  if (!fixture) throw new Error(`tests/isolation/fixtures.ts has no row for ${table}`)
  return fixture(store, n, store === victim ? users.victim : users.attacker)
}

describe('fixtures', () => {
  it('know every store table and no other', async () => {
    const tables = (await storeTables(db.admin)).map(({ table }) => table)
    expect(Object.keys(FIXTURES).sort()).toEqual([...tables].sort())
  })
})

describe.each(Object.keys(FIXTURES))('%s', (table) => {
  const column = columnOf(table)

  it('shows a store its own row', async () => {
    const seen = await attempt('attacker', (sql) => sql`select 1 from ${sql(table)}`)
    expect(seen).toBe(table === 'outbox' ? REFUSED : 1)
  })

  it.each(CONTEXTS)('is closed to %s', async (_, context, codes) => {
    const before = await checksum(table)
    expect(before, 'the victim’s row is there to be touched').toMatch(/^1:/)
    const set = updatable.get(table) ?? column
    const nothing = [0, ...codes]
    const outcomes = {
      select: await attempt(context, (sql) => sql`select 1 from ${sql(table)} where ${sql(column)} = ${victim}`),
      count: await attempt(context, (sql) => sql`select 1 from ${sql(table)} where ${sql(column)} <> ${attacker}`),
      update: await attempt(
        context,
        (sql) => sql`update ${sql(table)} set ${sql(set)} = ${sql(set)} where ${sql(column)} = ${victim}`,
      ),
      delete: await attempt(context, (sql) => sql`delete from ${sql(table)} where ${sql(column)} = ${victim}`),
    }
    for (const [command, outcome] of Object.entries(outcomes))
      expect(nothing, `${command}: ${outcome}`).toContain(outcome)
    const inserts = {
      fresh: await attempt(context, (sql) => sql`insert into ${sql(table)} ${sql(rowOf(table, victim, 9))}`),
      // The victim's own key: a duplicate must be refused in the same words as a new row, or it tells what exists.
      existing: await attempt(context, (sql) => sql`insert into ${sql(table)} ${sql(rowOf(table, victim, 1))}`),
      quiet: await attempt(
        context,
        (sql) => sql`insert into ${sql(table)} ${sql(rowOf(table, victim, 9))} on conflict do nothing`,
      ),
    }
    for (const [command, outcome] of Object.entries(inserts)) expect(codes, `${command}: ${outcome}`).toContain(outcome)
    expect(await checksum(table)).toBe(before)
  })

  it('lets no row move into another store', async () => {
    const before = await checksum(table)
    const moved = await attempt('attacker', (sql) => sql`update ${sql(table)} set ${sql(column)} = ${victim}`)
    expect(moved).toBe(REFUSED)
    expect(await checksum(table)).toBe(before)
  })
})

describe('without a WHERE', () => {
  it('a statement of one store changes only that store', async () => {
    for (const [table, column] of updatable) {
      const before = await checksum(table)
      const changed = await attempt('attacker', (sql) => sql`update ${sql(table)} set ${sql(column)} = ${sql(column)}`)
      expect([1, REFUSED], `${table}: ${changed}`).toContain(changed)
      expect(await checksum(table)).toBe(before)
    }
    expect(updatable.size).toBeGreaterThan(15)
  })
})
