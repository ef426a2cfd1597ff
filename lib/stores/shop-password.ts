/**
 * The password of a shop that is not open yet: one word for everybody who may look, kept as a hash. Whoever enters it gets a
 * cookie (lib/tenancy/shop-lock); changing it shuts everybody out again.
 */
import { eq } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import { readStore, type Tx, withStore } from '@/db/store'
import { now } from '@/lib/clock'
import { hashPassword, verifyPassword } from '@/lib/users/password'

export interface ShopLock {
  locked: boolean
  /** Shown above the field; '' for none. */
  message: string
}

/** Whether the shop asks for a password, and what it says there. */
export async function getShopLock(tx: Tx): Promise<ShopLock> {
  const [row] = await tx
    .select({ hash: stores.passwordHash, message: stores.passwordMessage })
    .from(stores)
    .where(eq(stores.id, tx.storeId))
  return { locked: Boolean(row?.hash), message: row?.message ?? '' }
}

/** Sets the password (null: opens the shop; undefined: leaves it) and the words beside it. Visible once hosts are purged. */
export async function setShopLock(
  storeId: number,
  { password, message }: { password: string | null | undefined; message: string },
): Promise<void> {
  const passwordHash = typeof password === 'string' ? await hashPassword(password) : password
  await withStore(storeId, (tx) =>
    tx
      .update(stores)
      .set({ ...(passwordHash === undefined ? {} : { passwordHash }), passwordMessage: message, updatedAt: now() })
      .where(eq(stores.id, tx.storeId)),
  )
}

/** Whether `password` opens the shop; true for a shop that asks for none. */
export async function opensShop(storeId: number, password: string): Promise<boolean> {
  const [row] = await readStore(storeId, (tx) =>
    tx.select({ hash: stores.passwordHash }).from(stores).where(eq(stores.id, tx.storeId)),
  )
  return row?.hash ? verifyPassword(row.hash, password) : true
}
