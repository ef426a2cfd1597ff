/**
 * The two stores of the differential, made for it and removed after it: a row of every store table in each. The attacker has
 * rows OWN and SPARE; the victim has rows OWN (so that both have pages at the same path) and VICTIM; nobody has NOBODY.
 * Made and removed as the database's superuser, past the walls that are tested.
 */
import { createHash, randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { pgErrorOf } from '@/db/errors'
import { storeTables } from '@/db/verify-isolation'
import { hashPassword } from '@/lib/users/password'
import { FIXTURES, MADE_WITH_THE_STORE } from '@/tests/isolation/fixtures'

export const OWN = 1
/** The attacker's second row of everything, for what deletes. */
export const SPARE = 2
/** Row 1 is what the others hang on; numbers far apart, so that no text holds one by chance. */
export const VICTIM = 20_017
export const NOBODY = 31_019
/** In texts of the victim's store and nowhere else. */
export const SECRET = 'Quillfeather'
/** Drafts' carts are numbered above the shoppers'. */
const DRAFT_CARTS = 100
const PASSWORD = 'isolation-check-2026'

export interface TestStore {
  id: number
  slug: string
  owner: string
  /** A member whose role is `staff`. */
  staff: string
  password: string
}

export interface TwoStores {
  attacker: TestStore
  victim: TestStore
}

export const cartToken = (store: TestStore, n: number) =>
  createHash('sha256').update(`${store.slug}-${n}`).digest('hex').slice(0, 32)

export async function makeStores(sql: postgres.Sql): Promise<TwoStores> {
  await removeStores(sql)
  const suffix = randomBytes(4).toString('hex')
  const passwordHash = await hashPassword(PASSWORD)
  // At once: the background jobs see the stores when there is nothing left in them to be done.
  return sql.begin(async (tx) => {
    const attacker = await makeStore(tx, `island-a-${suffix}`, passwordHash)
    const victim = await makeStore(tx, `island-v-${suffix}`, passwordHash)
    await fill(tx, attacker, [OWN, SPARE])
    await fill(tx, victim, [OWN, VICTIM])
    await markVictim(tx, victim)
    await passBy(tx, SPARE)
    return { attacker, victim }
  })
}

/** What the product inserts next gets ids above `taken`: these stores' rows were numbered by hand. */
async function passBy(sql: postgres.TransactionSql, taken: number): Promise<void> {
  const sequences = await sql<{ name: string }[]>`select format('%I.%I', schemaname, sequencename) as name
    from pg_sequences where schemaname = 'public' and coalesce(last_value, 0) <= ${taken}`
  for (const { name } of sequences) await sql`select setval(${name}::regclass, ${taken + 1})`
}

/** Removes both stores whole, their users with them; again where a background job that saw them was in the way. */
export async function removeStores(sql: postgres.Sql, tries = 5): Promise<void> {
  try {
    await removeOnce(sql)
  } catch (error) {
    if (tries <= 1 || pgErrorOf(error)?.code !== '40P01') throw error
    await removeStores(sql, tries - 1)
  }
}

/** Also what a run left behind that was killed. */
async function removeOnce(sql: postgres.Sql): Promise<void> {
  const tables = await storeTables(sql)
  const found = await sql<{ id: string; slug: string }[]>`select id, subdomain as slug from stores
    where subdomain ~ '^island-[av]-[0-9a-f]{8}$'`
  if (found.length === 0) return
  const ids = found.map(({ id }) => Number(id))
  const users = found.flatMap(({ slug }) => [ownerOf(slug), staffOf(slug)])
  await sql.begin(async (tx) => {
    // Foreign keys and the audit trigger are left aside: everything of these stores goes.
    await tx`set local session_replication_role = replica`
    for (const { table, column } of tables) await tx`delete from ${tx(table)} where ${tx(column)} in ${tx(ids)}`
    await tx`delete from user_sessions where user_id in (select id from users where email in ${tx(users)})`
    await tx`delete from users where email in ${tx(users)}`
  })
}

/** One checksum for each table of what the store has in it. */
export async function checksums(sql: postgres.Sql, storeId: number): Promise<Map<string, string>> {
  const sums = new Map<string, string>()
  for (const { table, column } of await storeTables(sql)) {
    const [row] = await sql`select coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') as sum
      from ${sql(table)} t where ${sql(column)} = ${storeId}`
    sums.set(table, String(row?.sum))
  }
  return sums
}

const ownerOf = (slug: string) => `${slug}@example.test`
const staffOf = (slug: string) => `${slug}-staff@example.test`

async function makeStore(sql: postgres.TransactionSql, slug: string, passwordHash: string): Promise<TestStore> {
  const [owner, staff] = [ownerOf(slug), staffOf(slug)]
  const ids: number[] = []
  for (const email of [owner, staff]) {
    const [user] = await sql`insert into users (email, name, password_hash) values (${email}, ${slug}, ${passwordHash})
      returning id`
    ids.push(Number(user?.id))
  }
  const [store] = await sql`insert into stores
    (owner_id, subdomain, name, email, currency, stripe_account_id, charges_enabled, redirect_to_primary)
    values (${ids[0] ?? 0}, ${slug}, ${slug}, ${owner}, 'USD', ${`acct_${slug.replaceAll('-', '')}`}, true, false) returning id`
  const id = Number(store?.id)
  await sql`insert into store_counters (store_id, next_order_number) values (${id}, 99001)`
  await sql`insert into memberships (store_id, user_id, role)
    values (${id}, ${ids[0] ?? 0}, 'owner'), (${id}, ${ids[1] ?? 0}, 'staff')`
  return { id, slug, owner, staff, password: PASSWORD }
}

async function fill(sql: postgres.TransactionSql, store: TestStore, rows: number[]): Promise<void> {
  const [user] = await sql`select id from users where email = ${store.owner}`
  for (const n of rows) {
    for (const [table, fixture] of Object.entries(FIXTURES)) {
      if (MADE_WITH_THE_STORE.includes(table)) continue
      await sql`insert into ${sql(table)} ${sql(fixture(store.id, n, Number(user?.id)))}`
    }
    await sql`update carts set token_hash = ${createHash('sha256').update(cartToken(store, n)).digest('hex')}
      where store_id = ${store.id} and id = ${n}`
    await sql`update orders set token = ${tokenOf(n)} where store_id = ${store.id} and id = ${n}`
    await giveDraft(sql, store, n)
  }
  // Each line another variant, some of it sent: there is something to return and to send.
  await sql`update order_items set variant_id = line_no, quantity = 6, fulfilled_quantity = 3, total_minor = 600
    where store_id = ${store.id}`
  await settle(sql, store.id)
}

/** 32 hexadecimal digits that hold `n`, as orders' tokens are. */
export function tokenOf(n: number): string {
  return String(n).padStart(32, 'a')
}

/** The token in the address of a reminder of cart `n`, as the fixtures make it. */
export const reminderToken = (n: number) => `t${n}`

/** A name that a store wishes for; the victim's row VICTIM has it verified. */
export const claimedDomain = (n: number) => `c${n}.example.test`

/** The draft's cart is one of its own, with its terms, and is paid through a link. */
async function giveDraft(sql: postgres.TransactionSql, store: TestStore, n: number): Promise<void> {
  const cart = n + DRAFT_CARTS
  const terms = { draftOrderId: n, discount: null, shipping: null }
  const token = tokenOf(n)
  await sql`insert into carts (store_id, id, token_hash, draft) values (${store.id}, ${cart},
    ${createHash('sha256').update(token).digest('hex')}, ${sql.json(terms)})`
  await sql`insert into cart_items (store_id, cart_id, variant_id, quantity) values (${store.id}, ${cart}, ${n}, 1)`
  await sql`update draft_orders set cart_id = ${cart}, token = ${token}, order_id = null, email = 'a@example.test'
    where store_id = ${store.id} and id = ${n}`
}

/** Nothing is left for the background jobs to pick up: what changes in the victim's store is somebody's doing. */
async function settle(sql: postgres.TransactionSql, storeId: number): Promise<void> {
  await sql`update outbox set sent_at = now() where store_id = ${storeId}`
  await sql`update checkout_requests set status = 'cancelled' where store_id = ${storeId}`
  await sql`delete from stock_reservations where store_id = ${storeId}`
  await sql`update refunds set status = 'succeeded' where store_id = ${storeId}`
  await sql`update webhook_deliveries set status = 'succeeded' where store_id = ${storeId}`
  await sql`update domain_claims set status = 'expired' where store_id = ${storeId}`
  await sql`update low_stock_alerts set pending = false where store_id = ${storeId}`
  await sql`update products set published_at = now() where store_id = ${storeId}`
}

async function markVictim(sql: postgres.TransactionSql, { id }: TestStore): Promise<void> {
  await sql`update stores set name = ${SECRET} where id = ${id}`
  await sql`update custom_domains set domain = ${claimedDomain(VICTIM)}, verified_at = now()
    where store_id = ${id} and domain like ${`d${VICTIM}.%`}`
  await sql`update products set title = ${`${SECRET} mug`} where store_id = ${id}`
  await sql`update collections set title = ${`${SECRET} things`} where store_id = ${id}`
  await sql`update pages set title = ${`About ${SECRET}`} where store_id = ${id}`
  await sql`update order_items set title = ${`${SECRET} mug`} where store_id = ${id}`
  await sql`update discounts set title = ${`${SECRET} sale`}, code = ${SECRET.toUpperCase()} || id::text where store_id = ${id}`
  await sql`update customers set email = ${SECRET.toLowerCase()} || id::text || '@example.test' where store_id = ${id}`
  await sql`update orders set customer_email = ${`${SECRET.toLowerCase()}@example.test`} where store_id = ${id}`
}
