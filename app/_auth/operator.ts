/**
 * The one door to the operators' rooms: an account that is an operator, in a session that passed the second step within the
 * last hours. Every page and action below /operator asks here; a layout guards nothing. To anybody else the rooms do not
 * exist: a merchant gets what an unknown address gets.
 */
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { DomainError } from '@/lib/errors'
import { findOperator, type OperatorStanding } from '@/lib/operators/second-step'
import { clientAddress } from '@/lib/tenancy/request-headers'
import type { SessionUser } from '@/lib/users/types'
import { currentUser, requireUser } from './session'

export interface OperatorContext extends OperatorStanding {
  userId: number
  sessionId: string
  user: SessionUser
  ip: string | null
}

export const ENROL_PATH = '/operator/enrol'
export const VERIFY_PATH = '/operator/verify'

/** For pages: an operator whose session passed the second step; others are led to it, to the log-in, or nowhere. */
export async function requireOperator(path = '/operator'): Promise<OperatorContext> {
  const context = await requireOperatorRole(path)
  if (!context.enrolled) redirect(ENROL_PATH)
  if (!context.verified) redirect(`${VERIFY_PATH}?next=${encodeURIComponent(path)}`)
  return context
}

/** For the two pages of the second step itself: whoever has the role. */
export async function requireOperatorRole(path = '/operator'): Promise<OperatorContext> {
  const context = await operatorContext(await requireUser(path))
  if (!context) notFound()
  return context
}

/** For actions: the same as errors. @throws unauthorized, not_found, forbidden */
export async function authorizeOperator(step: 'before second step' | 'after second step'): Promise<OperatorContext> {
  const user = await currentUser()
  if (!user) throw new DomainError('unauthorized', 'Your session has ended. Log in again to continue.')
  const context = await operatorContext(user)
  if (!context) throw new DomainError('not_found', 'This page was not found.')
  if (step === 'after second step' && !context.verified) {
    throw new DomainError('forbidden', 'Enter a code of your authenticator first: reload the page.')
  }
  return context
}

/** A room's title for whoever may know of it; to others that of any unknown address. */
export async function roomTitle(title: string): Promise<Metadata> {
  const user = await currentUser()
  const known = user !== null && (await operatorContext(user)) !== null
  return { title: { absolute: known ? `${title} · Operator` : 'Page not found' } }
}

/** Whether this account is an operator at all: for a link to the rooms, never for what is in them. */
export async function isOperator(user: SessionUser): Promise<boolean> {
  return (await operatorContext(user)) !== null
}

const operatorContext = cache(async (user: SessionUser): Promise<OperatorContext | null> => {
  const standing = await findOperator(user.id, user.sessionId)
  if (!standing) return null
  return { ...standing, userId: user.id, sessionId: user.sessionId, user, ip: clientAddress(await headers()) }
})
