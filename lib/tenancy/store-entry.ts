/** What routing knows about a store: the answer to "whose host is this?", in memory, in Redis and over the wire alike. */

export interface StoreEntry {
  storeId: number
  slug: string
  /** A closed store has no entry. */
  status: 'active' | 'suspended'
  /** Verified custom domain, or null: the subdomain is the primary host. */
  primaryDomain: string | null
  /** Whether the store's other hosts answer 308 to the primary one. */
  redirectToPrimary: boolean
  /** Mark of the password that the shop asks for, another one with each password; null: open to everybody. */
  lock: string | null
  /** The host is an address that the store has left: it leads on to the primary one. */
  former: boolean
}

/** Checks by hand (the edge carries no schema library). Undefined when `value` is neither an entry nor null. */
export function parseStoreEntry(value: unknown): StoreEntry | null | undefined {
  if (value === null) return null
  if (typeof value !== 'object') return undefined
  const { storeId, slug, status, primaryDomain, redirectToPrimary, lock, former } = value as Record<string, unknown>
  if (typeof storeId !== 'number' || !Number.isSafeInteger(storeId) || storeId < 1) return undefined
  if (typeof slug !== 'string' || slug === '') return undefined
  if (status !== 'active' && status !== 'suspended') return undefined
  if (primaryDomain !== null && typeof primaryDomain !== 'string') return undefined
  if (typeof redirectToPrimary !== 'boolean') return undefined
  if (lock !== null && (typeof lock !== 'string' || lock === '')) return undefined
  if (typeof former !== 'boolean') return undefined
  return { storeId, slug, status, primaryDomain, redirectToPrimary, lock, former }
}
