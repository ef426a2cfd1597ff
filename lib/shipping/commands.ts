/** Writing a store's zones and rates as a whole. Rates keep their ids, since open checkouts name them. */
import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { shippingRates, shippingZones } from '@/db/schema/selling'
import type { Tx } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { invariant } from '@/lib/invariant'
import type { ShippingRows } from './inputs'

/** Makes the store's zones these. @throws conflict when a zone or rate was removed by somebody else meanwhile */
export async function saveShipping(tx: Tx, zones: ShippingRows): Promise<void> {
  const known = await tx
    .select({ id: shippingZones.id })
    .from(shippingZones)
    .where(eq(shippingZones.storeId, tx.storeId))
    .for('update')
  const kept = zones.flatMap(({ id }) => id ?? [])
  if (kept.some((id) => !known.some((zone) => zone.id === id))) throw changedMeanwhile()
  const gone = known.map(({ id }) => id).filter((id) => !kept.includes(id))
  if (gone.length > 0) {
    await tx.delete(shippingZones).where(and(eq(shippingZones.storeId, tx.storeId), inArray(shippingZones.id, gone)))
  }
  for (const zone of zones) await saveZone(tx, zone)
}

async function saveZone(tx: Tx, { id, name, countries, rates }: ShippingRows[number]): Promise<void> {
  const [zone] =
    id === null
      ? await tx
          .insert(shippingZones)
          .values({ storeId: tx.storeId, name, countries })
          .returning({ id: shippingZones.id })
      : await tx
          .update(shippingZones)
          .set({ name, countries })
          .where(and(eq(shippingZones.storeId, tx.storeId), eq(shippingZones.id, id)))
          .returning({ id: shippingZones.id })
  invariant(zone, 'a zone that was locked or inserted is returned')
  const kept = rates.flatMap((rate) => rate.id ?? [])
  const ofZone = and(eq(shippingRates.storeId, tx.storeId), eq(shippingRates.zoneId, zone.id))
  await tx.delete(shippingRates).where(kept.length > 0 ? and(ofZone, notInArray(shippingRates.id, kept)) : ofZone)
  for (const [index, { id: rateId, ...rate }] of rates.entries()) {
    const values = { ...rate, position: index + 1 }
    if (rateId === null) {
      await tx.insert(shippingRates).values({ storeId: tx.storeId, zoneId: zone.id, ...values })
      continue
    }
    const updated = await tx
      .update(shippingRates)
      .set(values)
      .where(and(ofZone, eq(shippingRates.id, rateId)))
      .returning({ id: shippingRates.id })
    if (updated.length === 0) throw changedMeanwhile()
  }
}

function changedMeanwhile(): DomainError {
  return new DomainError('conflict', 'Somebody else changed the zones meanwhile. Reload to see them.')
}
