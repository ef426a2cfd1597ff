'use server'
/** A new password with a new session, and the end of the sessions elsewhere. */
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { failureOf, parseInput, refuseForeignOrigin } from '@/app/_actions/merchant-action'
import { signIn } from '@/app/_auth/auth'
import { limitLogin } from '@/app/_auth/login-limit'
import { currentUser } from '@/app/_auth/session'
import { DomainError, type FieldErrors } from '@/lib/errors'
import { changePassword } from '@/lib/users/change-password'
import { revokeOtherSessions } from '@/lib/users/sessions'
import { passwordChangeSchema, type SessionUser } from '@/lib/users/types'

export interface AccountState {
  done: boolean
  message?: string
  fields?: FieldErrors
}

export async function setPassword(_before: AccountState, form: FormData): Promise<AccountState> {
  const state = await tell(async () => {
    await refuseForeignOrigin()
    const user = await signedIn()
    const change = parseInput(passwordChangeSchema, { current: form.get('current'), next: form.get('next') })
    // The old password can be guessed here as well as at the log-in: the same counter.
    const limit = await limitLogin(user.email, await headers())
    if (!limit.ok) throw new DomainError('rate_limited', 'Too many attempts. Try again in some minutes.')
    await changePassword(user.id, change)
    await signIn('credentials', { email: user.email, password: change.next, redirect: false })
  })
  // The page is made anew with the new session: the one that this request came with is over.
  if (state.done) redirect('/stores/account?changed')
  return state
}

export async function logOutElsewhere(_before: AccountState): Promise<AccountState> {
  return tell(async () => {
    await refuseForeignOrigin()
    const user = await signedIn()
    await revokeOtherSessions(user.id, user.sessionId)
  })
}

async function signedIn(): Promise<SessionUser> {
  const user = await currentUser()
  if (!user) throw new DomainError('unauthorized', 'Your session has ended. Log in again to continue.')
  return user
}

async function tell(work: () => Promise<void>): Promise<AccountState> {
  try {
    await work()
    return { done: true }
  } catch (error) {
    const { message, fields } = failureOf(error)
    return { done: false, fields, message: fields ? undefined : message }
  }
}
