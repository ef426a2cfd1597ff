/** Reads of discount codes. */
import { and, eq } from 'drizzle-orm'
import { discounts } from '@/db/schema/selling'
import type { Tx } from '@/db/store'
import { type Discount, normaliseCode } from './rules'

const MAX_CODE_CHARACTERS = 64

/** The store's code, whatever its state, or null. */
export async function findDiscount(tx: Tx, code: string): Promise<Discount | null> {
  const wanted = normaliseCode(code)
  if (wanted.length === 0 || wanted.length > MAX_CODE_CHARACTERS || wanted.includes('\0')) return null
  const [row] = await tx
    .select({
      code: discounts.code,
      kind: discounts.kind,
      value: discounts.value,
      minimumSubtotalMinor: discounts.minimumSubtotalMinor,
      active: discounts.active,
      startsAt: discounts.startsAt,
      endsAt: discounts.endsAt,
    })
    .from(discounts)
    .where(and(eq(discounts.storeId, tx.storeId), eq(discounts.code, wanted)))
    .limit(1)
  return row ? { ...row, code: wanted } : null
}
