/**
 * An operator opens a store for somebody who has an account. Nobody gets an account without choosing a password: there is no
 * link to choose one later, so whoever has none signs up first.
 */
import { eq } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { users } from '@/db/schema/stores'
import { DomainError } from '@/lib/errors'
import { createStore } from './commands'
import { newStoreSchema } from './types'

/** @throws invalid_request naming what is wrong; not_found for an address without account; what `createStore` throws */
export async function openStoreFor(
  email: string,
  input: { name: string; slug: string; country: string; currency: string },
): Promise<{ storeId: number; slug: string }> {
  const parsed = newStoreSchema.safeParse(input)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new DomainError('invalid_request', [...new Set(problems)].join(' '))
  }
  const address = email.trim().toLowerCase()
  const [owner] = await readPlatform((tx) =>
    tx.select({ id: users.id }).from(users).where(eq(users.email, address)).limit(1),
  )
  if (!owner) {
    const message = `${address} has no account: its owner signs up at /signup first, without opening a store there.`
    throw new DomainError('not_found', message)
  }
  return createStore({ ...parsed.data, ownerId: owner.id })
}
