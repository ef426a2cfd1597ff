/** Tells a store's owner that a domain fails its daily check, and that it was let go. Workflows, once for each event. */
import { findFailing } from '@/lib/domains/failing'
import { getStoreOwner } from '@/lib/stores/owner'
import { getStoreProfile } from '@/lib/stores/queries'
import { type Delivery, deliverOnce } from './deliver'
import { deskOf } from './desk'
import { domainFailing, domainReleased } from './domain-mails'

export async function sendDomainFailing(
  storeId: number,
  { domain, failures, eventId }: { domain: string; failures: number; eventId: string },
): Promise<Delivery> {
  const { email: to } = await getStoreOwner(storeId)
  return deliverOnce(storeId, { kind: 'domain-failing', eventId }, async (tx) => {
    // Repaired or removed before the mail was written: whoever did that knows.
    const failing = await findFailing(tx, domain)
    if (!failing) return null
    const store = await getStoreProfile(tx)
    return domainFailing(store, { domain, failures, ...failing }, { to, desk: deskOf(store) })
  })
}

export async function sendDomainReleased(
  storeId: number,
  { domain, eventId }: { domain: string; eventId: string },
): Promise<Delivery> {
  const { email: to } = await getStoreOwner(storeId)
  return deliverOnce(storeId, { kind: 'domain-released', eventId }, async (tx) => {
    const store = await getStoreProfile(tx)
    return domainReleased(store, domain, { to, desk: deskOf(store) })
  })
}
