/**
 * Who is asking, and what they may do where. Every page, action and route handler of the desk starts with one of these;
 * a layout or the middleware is never the guard. A stranger to a store and a store that does not exist look the same.
 */
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { readStore } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { getStoreProfile, type StoreProfile } from '@/lib/stores/queries'
import { findMembership } from '@/lib/team/memberships'
import { may, type Permission, type Role } from '@/lib/team/permissions'
import { tenancyConfig } from '@/lib/tenancy/config'
import { requestHost } from '@/lib/tenancy/request-host'
import type { SessionUser } from '@/lib/users/types'
import { auth } from './auth'

export interface MerchantContext {
  storeId: number
  slug: string
  userId: number
  role: Role
  user: SessionUser
  store: StoreProfile
}

/** The account behind the cookie, or null: none, expired, revoked, or not on the platform's host. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  if (!(await onPlatformHost())) return null
  const session = await auth()
  const user = session?.user as { id?: string; name?: string; email?: string; sid?: string } | undefined
  if (!user?.id || !user.sid) return null
  return { id: Number(user.id), name: user.name ?? '', email: user.email ?? '', sessionId: user.sid }
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
  if (!context || !may(context.role, permission)) notFound()
  return context
}

/** For actions and route handlers: the same as an error. @throws unauthorized, not_found, forbidden */
export async function authorizeMerchant(slug: string, permission: Permission): Promise<MerchantContext> {
  const user = await currentUser()
  if (!user) throw new DomainError('unauthorized', 'Your session has ended. Log in again to continue.')
  const context = await merchantContext(user, slug)
  if (!context) throw new DomainError('not_found', 'This store was not found.')
  if (!may(context.role, permission)) {
    throw new DomainError('forbidden', 'Your role in this store does not allow this. Ask the owner.')
  }
  return context
}

const merchantContext = cache(async (user: SessionUser, slug: string): Promise<MerchantContext | null> => {
  const membership = await findMembership(user.id, slug)
  if (!membership) return null
  const store = await readStore(membership.storeId, getStoreProfile)
  return { storeId: membership.storeId, slug: membership.slug, userId: user.id, role: membership.role, user, store }
})

/** Whether this request came to the platform's own host. */
export async function onPlatformHost(): Promise<boolean> {
  const config = tenancyConfig()
  const { host } = await requestHost(await headers(), config)
  return host !== null && host === config.platformHost
}
