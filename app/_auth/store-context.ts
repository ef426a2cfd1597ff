/**
 * Which store a request is for, derived again from its host. Everything that writes or shows something private starts here:
 * the store id in a rewritten path is middleware's word, and this is the second opinion. Fails closed.
 */
import { headers } from 'next/headers'
import { DomainError, notFound } from '@/lib/errors'
import { schemeOf } from '@/lib/scheme'
import { tenancyConfig } from '@/lib/tenancy/config'
import { classifyHost } from '@/lib/tenancy/host'
import { serverResolver } from '@/lib/tenancy/lookup'
import { requestHost } from '@/lib/tenancy/request-host'
import { cookieIn, isUnlocked, unlockCookie } from '@/lib/tenancy/shop-lock'

export interface StoreContext {
  storeId: number
  slug: string
  /** As the shopper's browser wrote it, port included: where to send this shopper back to. */
  host: string
  /** `host` with its scheme. */
  origin: string
}

export interface StoreContextOptions {
  /** What a shop is to a shopper who has not entered its password: only the page that asks for it serves them. */
  locked?: 'refuse' | 'serve'
}

/**
 * The store of this request's host. `pathStore` is the rewritten path's `[store]`, where the caller has one.
 * @throws not_found when the host is no store's, or another store's than the path's; unavailable when it is suspended;
 * unauthorized when it asks for a password that this shopper has not entered.
 */
export async function storeContext(
  pathStore?: string,
  { locked = 'refuse' }: StoreContextOptions = {},
): Promise<StoreContext> {
  const config = tenancyConfig()
  const sent = await headers()
  const at = await requestHost(sent, config)
  const address = at.host === null ? null : classifyHost(at.host, config)
  if (!address || (address.kind !== 'subdomain' && address.kind !== 'custom')) throw notFound('This shop')
  const store = await serverResolver().resolve(address)
  if (!store || (pathStore !== undefined && pathStore !== String(store.storeId))) throw notFound('This shop')
  if (store.status !== 'active') {
    throw new DomainError('unavailable', 'This shop is closed for the moment.', { retryAfter: 30 })
  }
  const cookie = cookieIn(sent.get('cookie'), unlockCookie(at.address).name)
  if (locked === 'refuse' && !(await isUnlocked(config.secret, store, cookie))) {
    throw new DomainError('unauthorized', 'This shop asks for a password. Reload the page to enter it.')
  }
  return {
    storeId: store.storeId,
    slug: store.slug,
    host: at.address,
    origin: `${schemeOf(at.address)}://${at.address}`,
  }
}
