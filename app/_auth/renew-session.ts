/**
 * A new session in place of the one that just passed an operator's second step, and its cookie as next-auth would write it:
 * whoever copied the cookie before has nothing of what it may now.
 */
import { cookies } from 'next/headers'
import { encode } from 'next-auth/jwt'
import { env, platformOrigin } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { renewSessionForOperator, SESSION_LIFETIME_MS } from '@/lib/users/sessions'
import type { SessionUser } from '@/lib/users/types'
import { sessionCookies } from './session-cookies'

/** Only in an action: cookies are written. @throws unauthorized when the session ended meanwhile */
export async function renewSession({ id, sessionId }: SessionUser): Promise<void> {
  const sid = await renewSessionForOperator(sessionId)
  if (!sid) throw new DomainError('unauthorized', 'Your session has ended. Log in again to continue.')
  const { name, options } = sessionCookies(platformOrigin()).sessionToken
  const maxAge = SESSION_LIFETIME_MS / 1000
  const token = await encode({ token: { sub: String(id), sid }, secret: env().AUTH_SECRET, salt: name, maxAge })
  const jar = await cookies()
  jar.set(name, token, { ...options, maxAge })
}
