/** Customers of a store: one row an e-mail address, kept up to date by what they order. */

import type { Address } from '@/db/schema/checkout'
import { customers } from '@/db/schema/orders'
import type { Tx } from '@/db/store'
import { invariant } from '@/lib/invariant'

/** The customer's id; a known one takes the newest name and address. `email` is lower case. */
export async function upsertCustomer(tx: Tx, email: string, address: Address, at: Date): Promise<number> {
  const facts = { name: address.name, defaultAddress: address, updatedAt: at }
  const [row] = await tx
    .insert(customers)
    .values({ storeId: tx.storeId, email, ...facts })
    .onConflictDoUpdate({ target: [customers.storeId, customers.email], set: facts })
    .returning({ id: customers.id })
  invariant(row, 'the customer was neither found nor made')
  return row.id
}
