/**
 * next-auth for merchants, on the platform host only: e-mail and password, a signed cookie that carries a user id and a
 * session id and nothing else. Each use asks lib/users/sessions whether that session is live; a revoked one is no session.
 * Deliberately absent: roles in the token (memberships are read where power is used) and anything about shoppers.
 */
import { headers } from 'next/headers'
import NextAuth, { CredentialsSignin, type NextAuthConfig } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { env, platformOrigin } from '@/lib/env'
import { authenticate } from '@/lib/users/authenticate'
import { findLiveSession, SESSION_LIFETIME_MS, startSession } from '@/lib/users/sessions'
import { credentialsSchema, type SessionUser } from '@/lib/users/types'
import { endSession } from './end-session'
import { limitLogin } from './login-limit'
import { sessionCookies } from './session-cookies'

/** Too many attempts: told apart from a wrong password, since waiting helps and trying does not. */
export class TooManyLogins extends CredentialsSignin {
  override code = 'rate_limited'
  constructor(readonly retryAfter: number) {
    super()
  }
}

/** The account found for a decoded token, handed from the jwt callback to the session callback without entering the token. */
const liveUsers = new WeakMap<object, SessionUser>()

const callbacks: NextAuthConfig['callbacks'] = {
  async jwt({ token, user }) {
    if (user) return { sub: user.id, sid: (user as { sid?: string }).sid }
    const live = await findLiveSession(String(token.sid), Number(token.sub))
    if (!live) return null
    const kept = { sub: token.sub, sid: token.sid }
    liveUsers.set(kept, live)
    return kept
  },
  session({ session, token }) {
    const live = liveUsers.get(token)
    if (!live) throw new Error('a session without a live user')
    const { name, email, sessionId: sid, impersonation } = live
    const user = { id: String(live.id), name, email, sid, impersonation }
    return { expires: session.expires, user } as unknown as typeof session
  },
}

/** Verified credentials become a session row; null answers alike for an unknown e-mail and a wrong password. */
async function authorize(input: unknown): Promise<{ id: string; sid: string } | null> {
  const parsed = credentialsSchema.safeParse(input)
  if (!parsed.success) return null
  const sent = await headers()
  const limit = await limitLogin(parsed.data.email, sent)
  if (!limit.ok) throw new TooManyLogins(limit.retryAfter)
  const account = await authenticate(parsed.data)
  if (!account) return null
  return { id: String(account.userId), sid: await startSession(account.userId, sent.get('user-agent')) }
}

/** Built at the first request: a build must not need the environment. */
function config(): NextAuthConfig {
  const origin = platformOrigin()
  return {
    secret: env().AUTH_SECRET,
    basePath: '/api/auth',
    trustHost: true,
    useSecureCookies: origin.startsWith('https://'),
    session: { strategy: 'jwt', maxAge: SESSION_LIFETIME_MS / 1000 },
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    cookies: sessionCookies(origin),
    providers: [Credentials({ credentials: { email: {}, password: { type: 'password' } }, authorize })],
    callbacks,
    events: {
      async signOut(message) {
        if ('token' in message && message.token?.sid) await endSession(String(message.token.sid))
      },
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  }
}

export const { auth, handlers, signIn, signOut } = NextAuth(config)
