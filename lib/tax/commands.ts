/** Writing a store's tax settings as a whole. Quotes that are frozen in a checkout keep the rate they were made with. */
import { and, eq } from 'drizzle-orm'
import { taxRates } from '@/db/schema/selling'
import { stores } from '@/db/schema/stores'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import type { TaxInput, taxRows } from './inputs'
import { listTaxRates } from './queries'

type TaxRow = ReturnType<typeof taxRows>[number]

/** Makes the store's rates these. They are kept while Stripe Tax computes, for when they are wanted again. */
export async function saveTaxes(
  tx: Tx,
  settings: Pick<TaxInput, 'taxProvider' | 'taxInclusive' | 'taxShipping'>,
  rows: readonly TaxRow[],
): Promise<void> {
  const { taxProvider, taxInclusive, taxShipping } = settings
  await tx
    .update(stores)
    .set({ taxProvider, taxInclusive, taxShipping, updatedAt: now() })
    .where(eq(stores.id, tx.storeId))
  const before = await listTaxRates(tx)
  for (const old of before) {
    if (rows.some((row) => isSame(row, old))) continue
    await tx
      .delete(taxRates)
      .where(
        and(eq(taxRates.storeId, tx.storeId), eq(taxRates.country, old.country), eq(taxRates.province, old.province)),
      )
  }
  const added = rows.filter((row) => !before.some((old) => isSame(row, old)))
  if (added.length > 0) await tx.insert(taxRates).values(added.map((row) => ({ storeId: tx.storeId, ...row })))
}

function isSame(a: TaxRow, b: TaxRow): boolean {
  return a.country === b.country && a.province === b.province && a.rateBps === b.rateBps && a.name === b.name
}
