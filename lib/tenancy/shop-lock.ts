/**
 * A shop that asks for a password before it shows anything. Who knew it holds a cookie that proves just that: this store,
 * this password. Another password is another mark, so every cookie of the old one is worth nothing.
 */
import { schemeOf } from '@/lib/scheme'
import { isProven, prove } from './proof'
import type { StoreEntry } from './store-entry'

type Locked = Pick<StoreEntry, 'storeId' | 'lock'>

/** Where the shop asks, on the store's own hosts. */
export const PASSWORD_PATH = 'password'

/** `__Host-` over https, so that no sibling host can plant one. */
export function unlockCookie(address: string): { name: string; secure: boolean } {
  const secure = schemeOf(address) === 'https'
  return { name: secure ? '__Host-stoa-shop' : 'stoa-shop', secure }
}

/** The value of the cookie for somebody who knew the password. */
export function unlockProof(secret: string, { storeId, lock }: Locked): Promise<string> {
  return prove(secret, 'shop', `${storeId}:${lock}`)
}

/** Whether the shop asks for nothing, or `cookie` (undefined: none) proves that its holder knew the password. */
export async function isUnlocked(
  secret: string,
  { storeId, lock }: Locked,
  cookie: string | undefined,
): Promise<boolean> {
  return lock === null || isProven(secret, 'shop', `${storeId}:${lock}`, cookie ?? null)
}

/** One cookie of a Cookie header. */
export function cookieIn(header: string | null, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key = '', ...value] = pair.trim().split('=')
    if (key === name) return value.join('=')
  }
  return undefined
}
