/**
 * The demo: two stores, two merchants and an operator, the same ids on every machine. Seeded in steps that a killed process may be resumed
 * from: pictures; users and closed stores; each store's content in one transaction; and last, in one transaction, what
 * opens the stores. A store without a membership is a seed that was interrupted; memberships are never deleted.
 */
import { eq, inArray, sql } from 'drizzle-orm'
import { type PlatformTx, withPlatform } from '@/db/platform'
import { collectionProducts, collections, productImages, products, variants } from '@/db/schema/catalog'
import { customDomains } from '@/db/schema/hosts'
import { inventoryLevels, inventoryMovements } from '@/db/schema/inventory'
import { platformOperators } from '@/db/schema/operators'
import { discounts, shippingRates, shippingZones, taxRates } from '@/db/schema/selling'
import { memberships, pages, storeCounters, stores, themes, users } from '@/db/schema/stores'
import { readStore, type Tx, withStore } from '@/db/store'
import { now } from '@/lib/clock'
import { env, schemeOf } from '@/lib/env'
import { invariant } from '@/lib/invariant'
import { hashPassword } from '@/lib/users/password'
import { harborBooks } from './demo/harbor-books'
import { kilnAndClay } from './demo/kiln-and-clay'
import type { DemoStore, DemoStoreSlug } from './demo/types'
import { DEMO_MERCHANTS, DEMO_OPERATOR, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_STORES, isDemoDue, OWNER_ID } from './facts'
import type { Pictures, PictureTask } from './pictures'
import { Ids, type PictureOf, type StoreRows, storeRows } from './rows'

const CONTENT: Record<DemoStoreSlug, DemoStore> = { 'harbor-books': harborBooks, 'kiln-and-clay': kilnAndClay }
const STORES = DEMO_STORES.map((store) => ({ ...store, content: CONTENT[store.slug] }))
const STORE_IDS = STORES.map((store) => store.id)

/**
 * Seeds the demo into an empty database, or finishes a seed that was interrupted; answers whether it did anything. A
 * database with stores or users of its own is left alone.
 */
export async function seedDemo(draw: Pictures, log: (line: string) => void): Promise<boolean> {
  if (!(await isDemoDue())) return false
  const tasks = STORES.flatMap(pictureTasks)
  log(`Drawing ${tasks.length} pictures for the demo stores`)
  const images = await draw(tasks, log)
  const pictureOf =
    (storeId: number): PictureOf =>
    (product) => {
      const index = tasks.findIndex(
        (task) =>
          task.storeId === storeId && task.product?.handle === product?.handle && task.product?.view === product?.view,
      )
      const image = images[index]
      invariant(image, `store ${storeId} has no picture of ${product?.handle ?? 'its hero'}`)
      return image
    }
  await writePeopleAndStores()
  const ids = new Ids()
  for (const { id, content } of STORES) {
    const rows = storeRows(id, content, ids, pictureOf(id))
    const written = await writeContent(id, rows, ids)
    log(
      `${content.name}: ${rows.products.length} products, ${rows.variants.length} variants${written ? '' : ' (there already)'}`,
    )
  }
  await openStores()
  log(`The demo is ready: ${DEMO_MERCHANTS.map(({ email }) => email).join(', ')}, password ${DEMO_PASSWORD}`)
  return true
}

function pictureTasks({ id, content }: { id: number; content: DemoStore }): PictureTask[] {
  const { slug } = content
  const views = content.products.flatMap(({ handle, images }) =>
    images.map(({ view }) => ({ storeId: id, slug, product: { handle, view } })),
  )
  return [{ storeId: id, slug, product: null }, ...views]
}

/** Users, and stores that are closed until the end: nobody sees half a shop. */
async function writePeopleAndStores(): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const people = DEMO_PEOPLE.map((person) => ({ ...person, passwordHash }))
  await withPlatform(async (tx) => {
    await tx.insert(users).values(people).onConflictDoNothing()
    await tx.insert(stores).values(STORES.map(storeRow)).onConflictDoNothing()
    await advance(tx, 'users', DEMO_PEOPLE.length)
    await advance(tx, 'stores', STORES.length)
  })
}

function storeRow({ id, content, plan, stripeAccountId, redirectToPrimary }: (typeof STORES)[number]) {
  const { slug, name, email, currency, locale, taxInclusive, tagline, announcement, footerNote, address } = content
  const { address1, city, province, zip, country } = address
  return {
    id,
    ownerId: OWNER_ID,
    slug,
    name,
    email,
    plan,
    planStatus: 'active' as const,
    status: 'closed' as const,
    currency,
    locale,
    taxInclusive,
    redirectToPrimary,
    stripeAccountId,
    // As the stand-in says of it.
    chargesEnabled: true,
    payoutsEnabled: true,
    detailsSubmitted: true,
    settings: {
      tagline,
      announcement,
      footerNote,
      address: [name, address1, city, [province, zip].filter(Boolean).join(' '), country].join(', '),
      navigation: content.navigation,
      orderNotificationEmail: email,
    },
  }
}

/** The whole content in one transaction, unless an earlier run wrote it; answers whether it was written now. */
async function writeContent(storeId: number, rows: StoreRows, ids: Ids): Promise<boolean> {
  const [known] = await readStore(storeId, (tx) =>
    tx.select({ id: products.id }).from(products).where(eq(products.storeId, storeId)).limit(1),
  )
  if (known) return false
  await withStore(storeId, async (tx) => {
    await tx.insert(products).values(rows.products)
    await tx.insert(variants).values(rows.variants)
    await tx.insert(inventoryLevels).values(rows.levels)
    await tx.insert(inventoryMovements).values(rows.movements)
    await tx.insert(productImages).values(rows.images)
    await tx.insert(collections).values(rows.collections)
    await tx.insert(collectionProducts).values(rows.collectionProducts)
    await tx.insert(pages).values(rows.pages)
    await tx.insert(themes).values(rows.theme)
    await tx.insert(discounts).values(rows.discounts)
    await tx.insert(shippingZones).values(rows.zones)
    await tx.insert(shippingRates).values(rows.rates)
    await tx.insert(taxRates).values(rows.taxRates)
    for (const [table, last] of ids.entries()) await advance(tx, table, last)
  })
  return true
}

/** Everything that makes the stores open, at once. */
async function openStores(): Promise<void> {
  await withPlatform(async (tx) => {
    const at = now()
    await tx.insert(storeCounters).values(STORE_IDS.map((storeId) => ({ storeId })))
    for (const { id: storeId, customDomain } of STORES) {
      if (customDomain) await tx.insert(customDomains).values({ storeId, domain: customDomain, verifiedAt: at })
    }
    const members = DEMO_MERCHANTS.flatMap(({ id: userId, stores: slugs }) =>
      STORES.filter(({ content }) => slugs.includes(content.slug)).map(({ id: storeId }) => {
        return { storeId, userId, role: userId === OWNER_ID ? ('owner' as const) : ('admin' as const) }
      }),
    )
    await tx.insert(memberships).values(members)
    // A password that everybody knows runs no platform that the web can reach.
    if (schemeOf(env().PLATFORM_HOST) === 'http') {
      await tx.insert(platformOperators).values({ userId: DEMO_OPERATOR.id, createdAt: at }).onConflictDoNothing()
    }
    await tx.update(stores).set({ status: 'active', updatedAt: at }).where(inArray(stores.id, STORE_IDS))
  })
}

/** Moves the identity of `table` past `last`; the roles may take numbers from a sequence, not set it. */
async function advance(tx: Tx | PlatformTx, table: string, last: number): Promise<void> {
  const sequence = `${table}_id_seq`
  const [row] = await tx.execute<{ at: number }>(sql`select nextval(${sequence}::text::regclass)::int as at`)
  const missing = last - (row?.at ?? 0)
  if (missing > 0)
    await tx.execute(sql`select nextval(${sequence}::text::regclass) from generate_series(1, ${missing})`)
}
