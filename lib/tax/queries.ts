/** Reads of tax rates. */
import { and, eq, inArray } from 'drizzle-orm'
import { taxRates } from '@/db/schema/selling'
import type { Tx } from '@/db/store'
import { provinceCode } from './provinces'

export interface TaxRate {
  name: string
  /** Basis points. */
  rateBps: number
}

/** The rate of the province, else of the whole country, else null: the store collects no tax there. */
export async function findTaxRate(tx: Tx, place: { country: string; province?: string }): Promise<TaxRate | null> {
  const province = provinceCode(place.country, place.province ?? '')
  const rows = await tx
    .select({ name: taxRates.name, rateBps: taxRates.rateBps, province: taxRates.province })
    .from(taxRates)
    .where(
      and(
        eq(taxRates.storeId, tx.storeId),
        eq(taxRates.country, place.country),
        inArray(taxRates.province, [...new Set([province, ''])]),
      ),
    )
    .limit(2)
  const best = rows.find((row) => row.province === province) ?? rows[0]
  return best ? { name: best.name, rateBps: best.rateBps } : null
}
