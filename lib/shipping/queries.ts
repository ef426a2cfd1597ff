/** Reads of shipping zones and their rates. */
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import type { ShippingZone } from './rules'

const MAX_ZONES = 250
const MAX_RATES_PER_ZONE = 50

/** Zones with their rates in the merchant's order; zones by age, so that the same one wins every time. */
export async function listShippingZones(tx: Tx): Promise<ShippingZone[]> {
  const rows = await tx.execute<{ zone: ShippingZone }>(sql`
    select json_build_object('id', z.id, 'name', z.name, 'countries', z.countries, 'rates', (
      select coalesce(json_agg(json_build_object(
        'id', r.id, 'name', r.name, 'priceMinor', r.price_minor, 'freeOverMinor', r.free_over_minor,
        'condition', r.condition, 'conditionFrom', r.condition_from, 'conditionTo', r.condition_to,
        'minDays', r.min_days, 'maxDays', r.max_days) order by r.position, r.id), '[]'::json)
      from (
        select * from shipping_rates r where r.store_id = ${tx.storeId} and r.zone_id = z.id
        order by r.position, r.id limit ${MAX_RATES_PER_ZONE}
      ) r
    )) as zone
    from shipping_zones z where z.store_id = ${tx.storeId} order by z.id limit ${MAX_ZONES}`)
  return rows.map((row) => row.zone)
}
