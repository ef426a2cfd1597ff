/** What the application and platform roles are refused beside row-level security: links across stores, COPY, TRUNCATE, SET ROLE, DDL. */
import postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { pgErrorOf } from '@/db/errors'
import { isolationFaults } from '@/db/verify-isolation'
import { openTestDatabase, type TestDatabase } from '../support/database'
import { FIXTURES, MADE_WITH_THE_STORE } from './fixtures'

let db: TestDatabase
let app: postgres.Sql
let platform: postgres.Sql
let first: number
let second: number

beforeAll(async () => {
  db = await openTestDatabase()
  app = postgres(db.url('stoa_app'), { max: 1, onnotice: () => {} })
  platform = postgres(db.url('stoa_platform'), { max: 1, onnotice: () => {} })
  first = await db.createStore('first')
  second = await db.createStore('second')
  for (const [table, fixture] of Object.entries(FIXTURES)) {
    if (!MADE_WITH_THE_STORE.includes(table))
      await db.admin`insert into ${db.admin(table)} ${db.admin(fixture(second, 1, 0))}`
  }
  return async () => {
    await app.end()
    await platform.end()
  }
})

const codeOf = (error: unknown) => pgErrorOf(error)?.code ?? String(error)

/** The SQLSTATE with which a statement of the first store is refused, or 'accepted'. */
async function asFirst(statement: string): Promise<string> {
  const run = app.begin(async (sql) => {
    await sql`select set_config('app.current_store_id', ${String(first)}, true)`
    await sql.unsafe(statement)
  })
  return run.then(() => 'accepted', codeOf)
}

describe('a foreign key', () => {
  it('refuses every link to another store’s row, in the words for a row that does not exist', async () => {
    const links = await db.admin<{ child: string; column: string }[]>`
      select f.conrelid::regclass::text as child, a.attname as column from pg_constraint f
      cross join lateral unnest(f.conkey) k join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k
      where f.contype = 'f' and array_length(f.conkey, 1) > 1 and a.attname <> 'store_id'`
    expect(links.length).toBeGreaterThanOrEqual(15)
    for (const { child, column } of links) {
      const row = FIXTURES[child]?.(first, 1, 0)
      if (!row) throw new Error(`no fixture for ${child}`)
      // The referenced row exists in the second store only: the first one has nothing but itself.
      const link = db.admin`insert into ${db.admin(child)} ${db.admin(row)}`
      expect(await link.then(() => 'accepted', codeOf), `${child}.${column}`).toBe('23503')
    }
  })

  it('does not let a row be re-pointed at another store’s', async () => {
    await db.admin`insert into products (store_id, id, handle, title) values (${first}, 50, 'own', 'Own')`
    await db.admin`insert into variants (store_id, id, product_id, price_minor) values (${first}, 50, 50, 1)`
    expect(await asFirst('update variants set product_id = 1')).toBe('23503')
  })
})

describe('the application role', () => {
  it.each([
    ['truncate products', '42501'],
    ['truncate products cascade', '42501'],
    ["copy products (store_id, handle, title) from program 'echo'", '42501'],
    ["copy products to '/tmp/stolen'", '42501'],
    ['set role stoa_owner', '42501'],
    ['set role stoa_platform', '42501'],
    ['set session authorization postgres', '42501'],
    ['set local row_security = off; select * from products', '42501'],
    ['create table loot (id int)', '42501'],
    ['create temporary table loot (id int)', '42501'],
    ['create schema loot', '42501'],
    ["create function loot() returns int language sql as 'select 1'", '42501'],
    ['create view loot as select 1', '42501'],
    ['alter table products disable row level security', '42501'],
    ['alter table products no force row level security', '42501'],
    ['drop policy store_isolation on products', '42501'],
    ['create policy loot on products using (true)', '42501'],
    ['drop table products', '42501'],
    ['alter role stoa_app bypassrls', '42501'],
    ['alter function resolve_store(text, text) owner to stoa_app', '42501'],
    ['select * from users', '42501'],
    ['select * from user_sessions', '42501'],
    ['select * from schema_migrations', '42501'],
    ['select last_value from orders_id_seq', '42501'],
    ["select pg_read_file('/etc/passwd')", '42501'],
    ["update stores set status = 'active'", '42501'],
    ["update stores set plan = 'enterprise'", '42501'],
    ["update stores set stripe_account_id = 'acct_mine'", '42501'],
    ["insert into custom_domains (store_id, domain) values (1, 'x.test')", '42501'],
    ['update custom_domains set verified_at = now()', '42501'],
    ["insert into memberships (store_id, user_id, role) values (1, 1, 'owner')", '42501'],
    ['update orders set total_minor = 0', '42501'],
    ['delete from orders', '42501'],
    ['delete from checkout_requests', '42501'],
  ])('is refused: %s', async (statement, code) => expect(await asFirst(statement)).toBe(code))

  it('can hand on no right it has: PostgreSQL warns, and nothing changes', async () => {
    await asFirst('grant select on products to public')
    expect(await isolationFaults(db.admin)).toEqual([])
  })

  it('copies its own rows only', async () => {
    const copied = await app.begin(async (sql) => {
      await sql`select set_config('app.current_store_id', ${String(first)}, true)`
      const stream = await sql`copy (select handle from products) to stdout`.readable()
      let text = ''
      for await (const chunk of stream) text += chunk
      return text
    })
    expect(copied.trim()).toBe('own')
  })

  it('cannot copy rows into a table under row-level security', async () => {
    const copy = app.begin(async (sql) => {
      await sql`select set_config('app.current_store_id', ${String(first)}, true)`
      const stream = await sql`copy products (store_id, handle, title) from stdin`.writable()
      stream.end(`${second}\tx\tX\n`)
      await new Promise((resolve, reject) => stream.on('finish', resolve).on('error', reject))
    })
    expect(await copy.then(() => 'accepted', codeOf)).toBe('0A000')
  })

  it('finds a host by its exact name only, and searches its own products only', async () => {
    const hosts = await app`select * from resolve_store('%', '%')`
    expect(hosts).toHaveLength(0)
    const found = await app.begin(async (sql) => {
      await sql`select set_config('app.current_store_id', ${String(first)}, true)`
      return sql`select * from search_products('mug', 10, 0)`
    })
    expect(found).toHaveLength(0)
    expect(await app`select * from search_products('mug', 10, 0)`).toHaveLength(0)
  })
})

describe('the platform role', () => {
  const CLOSED = [
    'products',
    'variants',
    'product_images',
    'carts',
    'cart_items',
    'customers',
    'orders',
    'order_items',
    'discounts',
    'pages',
    'inventory_levels',
    'inventory_movements',
    'stock_reservations',
    'fulfillments',
    'tax_rates',
    'processed_events',
  ]

  it.each(CLOSED)('cannot read or write %s', async (table) => {
    for (const statement of [
      `select * from ${table}`,
      `delete from ${table}`,
      `update ${table} set store_id = 1`,
      `truncate ${table}`,
    ]) {
      expect(await platform.unsafe(statement).then(() => 'accepted', codeOf), statement).toBe('42501')
    }
  })

  it('sees of a checkout and a payment what its jobs need, and no address or amount', async () => {
    expect(await platform`select store_id, id, status from checkout_requests`).toHaveLength(1)
    for (const column of ['email', 'shipping_address', 'quote', 'client_secret', 'amount_minor']) {
      const read = platform.unsafe(`select ${column} from checkout_requests`)
      expect(await read.then(() => 'accepted', codeOf), column).toBe('42501')
    }
    expect(await platform`select card_last4 from payments`.then(() => 'accepted', codeOf)).toBe('42501')
  })

  it('furnishes a store without being able to look at what stands there', async () => {
    await platform`insert into themes (store_id, name, settings) values (${first}, 'T', '{}')`
    expect(await platform`select * from themes`.then(() => 'accepted', codeOf)).toBe('42501')
  })
})
