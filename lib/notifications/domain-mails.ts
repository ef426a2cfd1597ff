/**
 * The mails to a store's owner about a domain that can no longer be proven, and one that was let go. Always sent, so they are
 * no kinds that one switches. Pure.
 */
import type { StoreProfile } from '@/lib/stores/queries'
import type { Mail } from './mailer'
import { inUtc, type Owner, type OwnerMail, ownerMail } from './owner-mail'

export interface FailingDomain {
  domain: string
  failures: number
  /** What the check saw, in words. */
  seen: string[]
  /** The TXT record that has to be back. */
  record: { name: string; value: string }
  until: Date
}

export function domainFailing(store: StoreProfile, failing: FailingDomain, reader: Owner): Mail {
  const { domain, failures, seen, record, until } = failing
  const first = failures === 1
  return domainMail(store, reader, {
    subject: first
      ? `Please check the DNS records of ${domain}`
      : `Second warning: ${domain} is about to be disconnected`,
    heading: `${domain} can no longer be confirmed as yours`,
    intro: [
      `The daily check did not find the record that proves that ${domain} belongs to ${store.name}.`,
      ...seen,
      `Your shop still answers there. If the record is not back by ${inUtc(until)}, the domain is disconnected, so that nobody who takes it over can show your shop.`,
    ],
    facts: [
      { label: 'TXT record, name', lines: [record.name] },
      { label: 'TXT record, value', lines: [record.value] },
    ],
  })
}

export function domainReleased(store: StoreProfile, domain: string, reader: Owner): Mail {
  return domainMail(store, reader, {
    subject: `${domain} was disconnected from ${store.name}`,
    heading: `${domain} no longer leads to your shop`,
    intro: [
      `The record that proves that ${domain} is yours is still missing, so the domain was disconnected. Your shop goes on at its other addresses.`,
      'To connect it again, add the domain anew. It gets a new record; the old one does not count any more.',
    ],
    facts: [],
  })
}

function domainMail(store: StoreProfile, { to, desk }: Owner, content: Omit<OwnerMail, 'button' | 'because'>): Mail {
  const button = { label: 'Open domains', href: `${desk}/settings/domains` }
  return ownerMail(store, to, { ...content, button, because: 'a domain of your store needs you' })
}
