/** Where a draft order is paid: a secret address on the store's own host. */
import { storeOrigin } from '@/lib/tenancy/store-hosts'

export function draftLink(store: { slug: string; primaryDomain: string | null }, token: string): string {
  return `${storeOrigin(store)}/checkout/draft/${token}`
}
