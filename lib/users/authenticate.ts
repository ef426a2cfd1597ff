/** Proving who one is. An unknown e-mail and a wrong password are one answer and take the same time. */
import { eq } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { users } from '@/db/schema/stores'
import { verifyNobody, verifyPassword } from './password'
import type { Credentials } from './types'

/** The account's id, or null: nobody of that name, or another password. Rate limits are the caller's. */
export async function authenticate({ email, password }: Credentials): Promise<{ userId: number } | null> {
  const [user] = await readPlatform((tx) =>
    tx
      .select({ id: users.id, passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.email, email.toLowerCase()))
      .limit(1),
  )
  const known = user ? await verifyPassword(user.passwordHash, password) : await verifyNobody(password)
  return known && user ? { userId: user.id } : null
}
