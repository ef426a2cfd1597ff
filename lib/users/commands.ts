/**
 * Making an account. The unique e-mail decides races: two sign-ups with one address leave one account. Sessions are in
 * sessions.ts, proving who one is in authenticate.ts.
 */
import { violates } from '@/db/errors'
import { withPlatform } from '@/db/platform'
import { users } from '@/db/schema/stores'
import { DomainError } from '@/lib/errors'
import { invariant } from '@/lib/invariant'
import { hashPassword } from './password'
import type { SignUpInput } from './types'

/**
 * Creates the account and answers its id.
 * @throws email_taken when the address has an account already; nothing about that account is told.
 */
export async function signUp(input: SignUpInput): Promise<{ userId: number }> {
  const passwordHash = await hashPassword(input.password)
  try {
    return await withPlatform(async (tx) => {
      const [row] = await tx
        .insert(users)
        .values({ email: input.email.toLowerCase(), name: input.name, passwordHash })
        .returning({ id: users.id })
      invariant(row, 'an inserted user is returned')
      return { userId: row.id }
    })
  } catch (error) {
    if (violates(error, 'users_email_unique')) {
      const message = 'This e-mail address cannot be used for a new account. If it is yours, log in.'
      throw new DomainError('email_taken', message, { fields: { email: message } })
    }
    throw error
  }
}
