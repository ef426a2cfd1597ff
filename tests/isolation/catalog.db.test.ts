/** The walk of pg_catalog: every wall stands, and each one taken down is noticed. */
import postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { isolationFaults, storeTables } from '@/db/verify-isolation'
import { openTestDatabase, type TestDatabase } from '../support/database'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})

describe('the catalogs', () => {
  it('show no fault', async () => {
    expect(await isolationFaults(db.admin)).toEqual([])
  })

  it('show the same to the application role', async () => {
    const app = postgres(db.url('stoa_app'), { max: 1 })
    expect(await isolationFaults(app)).toEqual([])
    await app.end()
  })

  it('list the tables of the design', async () => {
    const names = (await storeTables(db.admin)).map(({ table }) => table)
    for (const table of ['stores', 'custom_domains', 'products', 'variants', 'orders', 'order_items', 'customers']) {
      expect(names).toContain(table)
    }
    expect(names.length).toBeGreaterThanOrEqual(28)
  })
})

/** Each is run in a transaction that is rolled back; the walk must report something that matches. */
const BREACHES: [what: string, statements: string, fault: RegExp][] = [
  [
    'row-level security off',
    'alter table products disable row level security',
    /not both enabled and forced on products/,
  ],
  ['no FORCE', 'alter table carts no force row level security', /not both enabled and forced on carts/],
  ['no policy', 'drop policy store_isolation on orders', /orders has 0 policies/],
  ['a policy for all', 'create policy oops on customers using (true)', /customers has 2 policies/],
  ['a second policy', 'create policy oops on customers to stoa_app using (true)', /customers has 2 policies/],
  ['a wider USING', 'alter policy store_isolation on variants using (true)', /variants has 1 policies.*another text/],
  ['a wider WITH CHECK', 'alter policy store_isolation on variants with check (true)', /variants has 1 policies/],
  ['the wall of stores', 'alter policy store_isolation on stores using (true)', /stores has 1 policies/],
  [
    'a platform policy',
    'create policy oops on products to stoa_platform using (true)',
    /oops on products is for stoa_platform/,
  ],
  ['a definer policy', 'create policy oops on carts for select to stoa_definer using (true)', /oops on carts/],
  ['a restrictive policy', 'create policy oops on carts as restrictive to stoa_platform using (true)', /restrictive/],
  ['a table without a store', 'create table notes (id bigint primary key)', /notes belongs to no store/],
  ['a table in another schema', 'create schema x; create table x.y (store_id bigint)', /x\.y belongs to no store/],
  ['a new store table', 'create table notes (store_id bigint not null, primary key (store_id))', /forced on notes/],
  [
    'a store that may be null',
    'alter table pages drop constraint pages_store_id_id_pk, alter column store_id drop not null',
    /pages.store_id is not/,
  ],
  ['a default store', 'alter table pages alter column store_id set default 1', /pages.store_id is not/],
  ['no primary key', 'alter table pages drop constraint pages_store_id_id_pk', /pages has no primary key/],
  ['a global unique index', 'create unique index oops on products (handle)', /oops of products does not lead/],
  [
    'a plain foreign key',
    'create unique index u on products (id); alter table variants add constraint oops foreign key (product_id) references products (id)',
    /oops from variants to products/,
  ],
  ['a view with the owner’s rights', 'create view oops as select * from orders', /view oops/],
  ['a materialized view', 'create materialized view oops as select * from orders', /materialized view oops/],
  [
    'a definer function',
    'create function oops() returns int language sql security definer as $$ select 1 $$',
    /oops\(\) is SECURITY DEFINER/,
  ],
  [
    'an unpinned search path',
    'alter function resolve_store(text, text) reset search_path',
    /resolve_store\(text,text\) is SECURITY DEFINER/,
  ],
  [
    'another owner',
    'alter function search_products(text, int, int) owner to postgres',
    /search_products.*SECURITY DEFINER/,
  ],
  [
    'a function for everybody',
    'grant execute on function resolve_store(text, text) to public',
    /executed by everybody/,
  ],
  ['BYPASSRLS', 'alter role stoa_platform bypassrls', /stoa_platform has an attribute/],
  ['a superuser', 'alter role stoa_app superuser', /stoa_app has an attribute/],
  ['membership in the owner', 'grant stoa_owner to stoa_app', /stoa_app is a member of stoa_owner/],
  ['an owned table', 'alter table pages owner to stoa_app', /stoa_app owns pages/],
  ['TRUNCATE', 'grant truncate on carts to stoa_app', /stoa_app has TRUNCATE on carts/],
  ['TRIGGER', 'grant trigger on carts to stoa_app', /stoa_app has TRIGGER on carts/],
  ['REFERENCES on a column', 'grant references (id) on carts to stoa_app', /REFERENCES on a column of carts/],
  ['a grant to everybody', 'grant select on carts to public', /everybody has SELECT on carts/],
  ['users for the application', 'grant select on users to stoa_app', /stoa_app has SELECT on users/],
  ['products for the platform', 'grant select on products to stoa_platform', /stoa_platform has SELECT on products/],
  ['a readable sequence', 'grant select on sequence orders_id_seq to stoa_app', /stoa_app has SELECT on orders_id_seq/],
  ['DDL', 'grant create on schema public to stoa_app', /stoa_app may create objects/],
]

describe('a breach is noticed', () => {
  it.each(BREACHES)('%s', async (_, statements, fault) => {
    const undo = new Error('undo')
    let faults: string[] = []
    const broken = db.admin.begin(async (sql) => {
      await sql.unsafe(statements)
      faults = await isolationFaults(sql)
      throw undo
    })
    await expect(broken).rejects.toBe(undo)
    expect(faults.join('\n')).toMatch(fault)
  })
})
