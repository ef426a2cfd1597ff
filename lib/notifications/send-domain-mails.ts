/** Tells a store's owner that a domain fails its daily check, and that it was let go. Workflows, once for each event. */

import { and, eq } from 'drizzle-orm'
import { customDomains } from '@/db/schema/hosts'
import { findClaim } from '@/lib/domains/commands'
import { proofRecord } from '@/lib/domains/records'
import { releaseTime } from '@/lib/domains/rules'
import { findingWords } from '@/lib/domains/words'
import { platformOrigin } from '@/lib/env'
import { getStoreOwner, type StoreOwner } from '@/lib/stores/owner'
import { type Delivery, deliverOnce } from './deliver'
import { platformMail } from './platform-letter'

export async function sendDomainFailing(
  storeId: number,
  { domain, failures, eventId }: { domain: string; failures: number; eventId: string },
): Promise<Delivery> {
  const owner = await getStoreOwner(storeId)
  return deliverOnce(storeId, { kind: 'domain-failing', eventId }, async (tx) => {
    const [row] = await tx
      .select()
      .from(customDomains)
      .where(and(eq(customDomains.storeId, tx.storeId), eq(customDomains.domain, domain)))
    const claim = await findClaim(tx, domain)
    // Repaired or gone before the mail was written.
    if (!row?.failingSince || !claim) return null
    const { name, value } = proofRecord(domain, claim.verificationToken)
    const certain = !row.finding?.problems.some((problem) => problem === 'dns_failed' || problem === 'dns_timeout')
    const until = longDate(releaseTime(row.failingSince, certain))
    return platformMail({
      to: owner.email,
      subject:
        failures === 1
          ? `Please check the DNS records of ${domain}`
          : `Second warning: ${domain} is about to be disconnected`,
      heading: `${domain} can no longer be confirmed as yours`,
      paragraphs: [
        `The daily check did not find the record that proves that ${domain} belongs to ${owner.storeName}.`,
        ...(row.finding ? findingWords(row.finding).slice(0, 2) : []),
        `Your shop still answers there. If the record is not back by ${until}, the domain is disconnected, so that nobody who takes it over can show your shop.`,
      ],
      facts: [
        { label: 'TXT record, name', value: name },
        { label: 'TXT record, value', value },
      ],
      button: roomButton(owner),
    })
  })
}

export async function sendDomainReleased(
  storeId: number,
  { domain, eventId }: { domain: string; eventId: string },
): Promise<Delivery> {
  const owner = await getStoreOwner(storeId)
  return deliverOnce(storeId, { kind: 'domain-released', eventId }, async () =>
    platformMail({
      to: owner.email,
      subject: `${domain} was disconnected from ${owner.storeName}`,
      heading: `${domain} no longer leads to your shop`,
      paragraphs: [
        `The record that proves that ${domain} is yours has been missing since our earlier mails, so the domain was disconnected. Your shop goes on at its other addresses.`,
        'To connect it again, add the domain anew. It gets a new record; the old one does not count any more.',
      ],
      button: roomButton(owner),
    }),
  )
}

function roomButton({ slug }: StoreOwner): { label: string; href: string } {
  return { label: 'Open domains', href: `${platformOrigin()}/admin/${slug}/settings/domains` }
}

function longDate(date: Date): string {
  const text = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(date)
  return `${text} UTC`
}
