/**
 * Opening a store and its general settings. A store and everything it needs to sell come from one transaction of the
 * platform role: a store without a counter, an owner or a shipping rate never exists. The slug's unique key decides races.
 */
import { eq, sql } from 'drizzle-orm'
import { violates } from '@/db/errors'
import { type PlatformTx, withPlatform } from '@/db/platform'
import { outbox } from '@/db/schema/events'
import { shippingRates, shippingZones } from '@/db/schema/selling'
import { memberships, storeCounters, stores, themes, users } from '@/db/schema/stores'
import type { Tx } from '@/db/store'
import { DAY, fromNow, now } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { uuidv7 } from '@/lib/ids'
import { invariant } from '@/lib/invariant'
import { log } from '@/lib/log'
import { TRIAL_DAYS } from '@/lib/plans/table'
import { purgeHost } from '@/lib/tenancy/lookup'
import { countryName, placeOf, roughPrice } from './places'
import { PLAIN_THEME } from './queries'
import { isQuarantined, taken } from './rename'
import { slugProblem } from './rules'
import type { NewStore, StoreSettingsInput } from './types'

/** Stores one account may own. */
const STORES_PER_OWNER_MAX = 100

/**
 * Opens a store for `ownerId`: the row, its order counter, the owner's membership, a plain theme, shipping for the
 * country and for the rest of the world, and the event store.created.
 * @throws slug_taken when another store has the address; invalid_request when the address cannot be one
 */
export async function createStore(input: NewStore & { ownerId: number }): Promise<{ storeId: number; slug: string }> {
  const problem = slugProblem(input.slug)
  if (problem) throw new DomainError('invalid_request', problem, { fields: { slug: problem } })
  try {
    const storeId = await withPlatform(async (tx) => {
      if (await isQuarantined(tx, input.slug)) throw taken()
      const id = await insertStore(tx, input)
      await furnish(tx, id, input)
      return id
    })
    await announce(input.slug)
    return { storeId, slug: input.slug }
  } catch (error) {
    if (violates(error, 'stores_subdomain_unique')) {
      throw taken()
    }
    throw error
  }
}

/** Whether no store has this address yet; creating may still lose a race. */
export async function isSlugFree(slug: string): Promise<boolean> {
  return withPlatform(async (tx) => {
    const rows = await tx.select({ id: stores.id }).from(stores).where(eq(stores.slug, slug)).limit(1)
    return rows.length === 0 && !(await isQuarantined(tx, slug))
  })
}

/** Name and contact address. */
export async function updateStoreSettings(tx: Tx, input: StoreSettingsInput): Promise<void> {
  await tx
    .update(stores)
    .set({ name: input.name, email: input.email, updatedAt: now() })
    .where(eq(stores.id, tx.storeId))
}

/** Forgets that the address led nowhere. Failing costs half a minute of 404 at the new address and nothing else. */
async function announce(slug: string): Promise<void> {
  try {
    await purgeHost({ kind: 'subdomain', slug })
  } catch (error) {
    log.warn({ err: error, slug }, 'a new store’s address stays unknown to caches until their entry ends')
  }
}

async function insertStore(tx: PlatformTx, input: NewStore & { ownerId: number }): Promise<number> {
  const place = placeOf(input.country)
  invariant(place, `country ${input.country} passed the schema`)
  // Locks the owner's row: two requests at once cannot both be the last store allowed.
  const [owner] = await tx.select({ email: users.email }).from(users).where(eq(users.id, input.ownerId)).for('update')
  if (!owner) throw new DomainError('not_found', 'This account was not found.')
  const [{ owned } = { owned: 0 }] = await tx
    .select({ owned: sql<number>`count(*)::int` })
    .from(stores)
    .where(eq(stores.ownerId, input.ownerId))
  if (owned >= STORES_PER_OWNER_MAX) {
    throw new DomainError('conflict', `One account can own at most ${STORES_PER_OWNER_MAX} stores.`)
  }
  const [row] = await tx
    .insert(stores)
    .values({
      ownerId: input.ownerId,
      slug: input.slug,
      name: input.name,
      email: owner.email,
      currency: input.currency,
      locale: place.locale,
      taxInclusive: place.taxInclusive,
      planStatus: 'trialing',
      trialEndsAt: fromNow(TRIAL_DAYS * DAY),
    })
    .returning({ id: stores.id })
  invariant(row, 'an inserted store is returned')
  return row.id
}

async function furnish(tx: PlatformTx, storeId: number, input: NewStore & { ownerId: number }): Promise<void> {
  const [home, world] = [await nextZoneId(tx), await nextZoneId(tx)]
  await tx.insert(storeCounters).values({ storeId })
  await tx.insert(memberships).values({ storeId, userId: input.ownerId, role: 'owner' })
  await tx.insert(themes).values({ storeId, name: 'Plain', role: 'main', settings: PLAIN_THEME })
  await tx.insert(shippingZones).values([
    { storeId, id: home, name: countryName(input.country), countries: [input.country] },
    { storeId, id: world, name: 'Rest of the world', countries: ['*'] },
  ])
  await tx.insert(shippingRates).values([
    { storeId, zoneId: home, name: 'Standard', priceMinor: roughPrice(5, input.currency), minDays: 2, maxDays: 5 },
    {
      storeId,
      zoneId: world,
      name: 'International',
      priceMinor: roughPrice(20, input.currency),
      minDays: 5,
      maxDays: 15,
    },
  ])
  await tx.insert(outbox).values({ storeId, id: uuidv7(), topic: 'store.created', payload: { storeId } })
}

/** The platform role may insert a zone but read none, so the identity's next value is asked for beforehand. */
async function nextZoneId(tx: PlatformTx): Promise<number> {
  const [row] = await tx.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence('shipping_zones', 'id'))::text as id`,
  )
  invariant(row, 'nextval answers')
  return Number(row.id)
}
