/** A connected domain that fails its check, as its owner is told of it. */
import { and, eq } from 'drizzle-orm'
import { customDomains } from '@/db/schema/hosts'
import type { Tx } from '@/db/store'
import { findClaim } from './commands'
import { type DnsRecord, proofRecord } from './records'
import { releaseTime } from './rules'
import { findingWords } from './words'

const UNCERTAIN = ['dns_failed', 'dns_timeout']
/** The first words say why; what follows are lesser matters. */
const MAX_SENTENCES = 2

export interface FailingDomainFacts {
  record: DnsRecord
  seen: string[]
  until: Date
}

/** Null when it is gone or proves itself again. */
export async function findFailing(tx: Tx, domain: string): Promise<FailingDomainFacts | null> {
  const [row] = await tx
    .select({ finding: customDomains.finding, since: customDomains.failingSince })
    .from(customDomains)
    .where(and(eq(customDomains.storeId, tx.storeId), eq(customDomains.domain, domain)))
  const claim = await findClaim(tx, domain)
  if (!row?.since || !claim) return null
  const certain = !row.finding?.problems.some((problem) => UNCERTAIN.includes(problem))
  return {
    record: proofRecord(domain, claim.verificationToken),
    seen: row.finding ? findingWords(row.finding, true).slice(0, MAX_SENTENCES) : [],
    until: releaseTime(row.since, certain),
  }
}
