/**
 * Who is asking, and what they may do where. Every page, action and route handler of the desk starts with one of these;
 * a layout or the middleware is never the guard. A stranger to a store and a store that does not exist look the same.
 */
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor } from '@/db/actor'
import { readStore } from '@/db/store'
import { now } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { findImpersonation, findPastVisit } from '@/lib/operators/impersonation'
import { getStoreProfile, type StoreProfile } from '@/lib/stores/queries'
import { findMembership } from '@/lib/team/memberships'
import { type DeskRole, may, type Permission } from '@/lib/team/permissions'
import { tenancyConfig } from '@/lib/tenancy/config'
import { clientAddress } from '@/lib/tenancy/request-headers'
import { requestHost } from '@/lib/tenancy/request-host'
import type { SessionUser } from '@/lib/users/types'
import { auth } from './auth'

export interface MerchantContext {
  storeId: number
  slug: string
  userId: number
  role: DeskRole
  user: SessionUser
  store: StoreProfile
  /** An operator's visit, and when it ends by itself (ISO 8601); null for the store's own team. */
  visitEndsAt: string | null
}

/** The account behind the cookie, or null: none, expired, revoked, or not on the platform's host. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  if (!(await onPlatformHost())) return null
  const session = await auth()
  const user = session?.user as
    | { id?: string; name?: string; email?: string; sid?: string; impersonation?: SessionUser['impersonation'] }
    | undefined
  if (!user?.id || !user.sid) return null
  const { name = '', email = '', sid: sessionId, impersonation = null } = user
  return { id: Number(user.id), name, email, sessionId, impersonation }
})

/** The account, or a redirect to the login page that comes back to `next`. */
export async function requireUser(next: string): Promise<SessionUser> {
  const user = await currentUser()
  if (!user) redirect(`/login?next=${encodeURIComponent(next)}`)
  return user
}

/** For pages: the store of this slug when the account belongs to it and its role carries `permission`; 404 otherwise. */
export async function requireMembership(slug: string, permission: Permission): Promise<MerchantContext> {
  const user = await requireUser(`/admin/${slug}`)
  const context = await merchantContext(user, slug)
  // An operator whose visit ended while a page of the desk was open is led back to where it began.
  const left = context ? null : await pastVisit(user.id, slug)
  if (left) redirect(`/operator/stores/${left}?visit=over`)
  if (!context || !may(context.role, permission)) notFound()
  return context
}

/** For actions and route handlers: the same as an error. @throws unauthorized, not_found, forbidden */
export async function authorizeMerchant(slug: string, permission: Permission): Promise<MerchantContext> {
  const user = await currentUser()
  if (!user) throw new DomainError('unauthorized', 'Your session has ended. Log in again to continue.')
  const context = await merchantContext(user, slug)
  if (!context && (await pastVisit(user.id, slug))) {
    throw new DomainError('unauthorized', 'Your visit to this store has ended. Nothing was changed.')
  }
  if (!context) throw new DomainError('not_found', 'This store was not found.')
  if (!may(context.role, permission)) {
    const ask = context.visitEndsAt ? 'An operator may not do this for a store.' : 'Ask the owner.'
    throw new DomainError('forbidden', `Your role in this store does not allow this. ${ask}`)
  }
  return context
}

const merchantContext = cache(async (user: SessionUser, slug: string): Promise<MerchantContext | null> => {
  const place = isVisiting(user) ? await visitedStore(user, slug) : await ownStore(user, slug)
  if (!place) return null
  const store = await readStore(place.storeId, getStoreProfile)
  return { ...place, userId: user.id, user, store }
})

const pastVisit = cache(findPastVisit)

type Place = Pick<MerchantContext, 'storeId' | 'slug' | 'role' | 'visitEndsAt'>

async function ownStore(user: SessionUser, slug: string): Promise<Place | null> {
  const membership = await findMembership(user.id, slug)
  return membership && { storeId: membership.storeId, slug: membership.slug, role: membership.role, visitEndsAt: null }
}

/** While an operator is in a store, the session opens that desk and no other, not even one of the operator's own. */
async function visitedStore(user: SessionUser, slug: string): Promise<Place | null> {
  const visit = await findImpersonation(user.id, user.sessionId, slug)
  return (
    visit && { storeId: visit.storeId, slug: visit.slug, role: 'operator', visitEndsAt: visit.endsAt.toISOString() }
  )
}

function isVisiting({ impersonation }: SessionUser): boolean {
  return impersonation !== null && new Date(impersonation.endsAt) > now()
}

/** As whom the audit log knows this caller: an operator's visit is never mistaken for the team. */
export async function deskActor({ userId, visitEndsAt }: MerchantContext): Promise<Actor> {
  const kind = visitEndsAt === null ? 'user' : 'impersonation'
  return { kind, id: userId, ip: clientAddress(await headers()) }
}

/** Whether this request came to the platform's own host. */
export async function onPlatformHost(): Promise<boolean> {
  const config = tenancyConfig()
  const { host } = await requestHost(await headers(), config)
  return host !== null && host === config.platformHost
}
