/**
 * The hourly digest of variants that run low. A digest is taken in one transaction, as the variants' `mailed_at` and an event
 * that names this moment; the event's mail then lists what was taken and is still low.
 */
import { sql } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { type Tx, withStore } from '@/db/store'
import { fromNow, HOUR, now } from '@/lib/clock'
import { recordEvent } from '@/lib/events/record'
import { log } from '@/lib/log'
import { getStoreProfile } from '@/lib/stores/queries'
import { type Delivery, deliverOnce } from './deliver'
import { deskOf } from './desk'
import { type LowVariant, lowStock } from './low-stock'

const MAX_VARIANTS = 100

/** Takes the digest of every store that has one due, at most `limit` stores; how many were taken. */
export async function takeLowStockDigests(limit: number): Promise<number> {
  const hourAgo = fromNow(-HOUR).toISOString()
  const due = await readPlatform((tx) =>
    tx.execute<{ store_id: string }>(sql`
      select distinct a.store_id from low_stock_alerts a where a.pending and not exists (
        select from low_stock_alerts b where b.store_id = a.store_id and b.mailed_at > ${hourAgo}::timestamptz)
      limit ${limit}`),
  )
  let taken = 0
  for (const { store_id } of due) {
    const storeId = Number(store_id)
    try {
      if (await withStore(storeId, takeDigest)) taken += 1
    } catch (error) {
      log.warn({ storeId, err: error }, 'a digest of low stock could not be taken; the next run tries again')
    }
  }
  return taken
}

async function takeDigest(tx: Tx): Promise<boolean> {
  const at = now()
  const rows = await tx.execute(sql`
    with due as materialized (
      select variant_id from low_stock_alerts where store_id = ${tx.storeId} and pending
      order by variant_id limit ${MAX_VARIANTS} for update skip locked)
    update low_stock_alerts a set pending = false, mailed_at = ${at.toISOString()}::timestamptz
    from due where a.store_id = ${tx.storeId} and a.variant_id = due.variant_id
    returning a.variant_id`)
  if (rows.length === 0) return false
  await recordEvent(tx, 'inventory.low', { at: at.getTime() })
  return true
}

/** Mails the digest that was taken at this moment, once for the event. */
export function sendLowStock(storeId: number, { at, eventId }: { at: number; eventId: string }): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'low-stock', eventId }, async (tx, words) => {
    const variants = await listDigest(tx, new Date(at))
    if (variants.length === 0) return null
    const store = await getStoreProfile(tx)
    const to = store.settings.orderNotificationEmail ?? store.email
    return lowStock(store, variants, { to, desk: deskOf(store) }, words)
  })
}

async function listDigest(tx: Tx, at: Date): Promise<LowVariant[]> {
  const rows = await tx.execute<{ variant: LowVariant }>(sql`
    select json_build_object('productId', p.id, 'title', p.title, 'variantTitle', v.title, 'sku', v.sku,
      'available', l.available, 'imageKey', (
        select m.key from product_images m where m.store_id = ${tx.storeId} and m.product_id = p.id
        order by m.position, m.id limit 1)) as variant
    from low_stock_alerts a
    join variants v on v.store_id = ${tx.storeId} and v.id = a.variant_id
    join products p on p.store_id = ${tx.storeId} and p.id = v.product_id and p.status = 'active'
    join inventory_levels l on l.store_id = ${tx.storeId} and l.variant_id = a.variant_id and l.tracked
    where a.store_id = ${tx.storeId} and a.mailed_at = ${at.toISOString()}::timestamptz and a.low
    order by l.available, p.title, v.id limit ${MAX_VARIANTS}`)
  return rows.map(({ variant }) => variant)
}
