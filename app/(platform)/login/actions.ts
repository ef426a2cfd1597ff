'use server'
/** Logging in: a new session for every log-in, and the one the browser had before is ended. */
import { redirect } from 'next/navigation'
import { AuthError } from 'next-auth'
import { failureOf, parseInput, refuseForeignOrigin } from '@/app/_actions/merchant-action'
import { signIn, TooManyLogins } from '@/app/_auth/auth'
import { endSession } from '@/app/_auth/end-session'
import { safeNextPath } from '@/app/_auth/next-path'
import { currentUser } from '@/app/_auth/session'
import { DomainError, type FieldErrors } from '@/lib/errors'
import { type Credentials, credentialsSchema } from '@/lib/users/types'

export interface LoginState {
  /** As typed, so that the form comes back filled. */
  email: string
  message?: string
  fields?: FieldErrors
}

export async function logIn(_before: LoginState, form: FormData): Promise<LoginState> {
  const email = String(form.get('email') ?? '')
  try {
    await refuseForeignOrigin()
    await openSession(parseInput(credentialsSchema, { email, password: form.get('password') ?? '' }))
  } catch (error) {
    const { message, fields } = failureOf(error)
    return { email, fields, message: fields ? undefined : message }
  }
  redirect(safeNextPath(form.get('next')))
}

/** Sets the session cookie for verified credentials. @throws unauthorized, rate_limited */
async function openSession(credentials: Credentials): Promise<void> {
  const before = await currentUser()
  try {
    await signIn('credentials', { ...credentials, redirect: false })
  } catch (error) {
    if (error instanceof TooManyLogins) {
      const minutes = Math.max(1, Math.ceil(error.retryAfter / 60))
      throw new DomainError('rate_limited', `Too many attempts. Try again in ${minutes} min.`)
    }
    if (error instanceof AuthError && error.type === 'CredentialsSignin') {
      throw new DomainError('unauthorized', 'This e-mail and password do not match. Check both and try again.')
    }
    throw error
  }
  if (before) await endSession(before.sessionId)
}
