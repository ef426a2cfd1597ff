/** Reads of tax rates. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { taxRates } from '@/db/schema/selling'
import type { Tx } from '@/db/store'
import { TAX_RATES_MAX } from './inputs'
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

/** The store's rates by place. */
export function listTaxRates(tx: Tx): Promise<(TaxRate & { country: string; province: string })[]> {
  return tx
    .select({
      name: taxRates.name,
      country: taxRates.country,
      province: taxRates.province,
      rateBps: taxRates.rateBps,
    })
    .from(taxRates)
    .where(eq(taxRates.storeId, tx.storeId))
    .orderBy(asc(taxRates.country), asc(taxRates.province))
    .limit(TAX_RATES_MAX)
}
