/** Findings in words: what is wrong, and what to do about it. Pure, and free of Node, so that pages may use it anywhere. */
import type { DomainFinding } from '@/db/schema/hosts'

/** At most so much of a stranger's record is repeated. */
const MAX_SHOWN = 160
const MAX_RECORDS = 4

type Words = (seen: DomainFinding['seen']) => string

const WORDS: Record<string, Words> = {
  record_missing: () =>
    'The TXT record is not found yet. A new record is usually visible within minutes; at some providers it takes an hour.',
  record_differs: ({ txt }) =>
    `The TXT record is there but holds another value: ${quoted(txt)}. Replace it with the value below, without quotation marks.`,
  record_misplaced: ({ misplaced }) =>
    `The value is right but stands at another name: ${quoted(misplaced)}. Many providers add the domain to the name by themselves: enter only the part before it.`,
  domain_unknown: () =>
    'The TXT record is not found yet, nor the domain itself: it does not exist in DNS. Check the spelling, and that its registration has not run out.',
  dns_failed: () =>
    'The domain’s name servers answer with an error (SERVFAIL). Check the name servers at your registrar and, if DNSSEC is on, its DS record.',
  dns_timeout: () =>
    'The domain’s name servers did not answer in time. We keep trying; nothing is needed from you yet.',
  held_elsewhere: () =>
    'Your record is right. The domain is still connected to another shop here, which keeps it as long as its own record stands. Remove that shop’s TXT record; once it has been missing for 72 hours the domain becomes yours.',
  not_pointed: () => 'The domain leads nowhere yet. Add the record below, so that visitors reach your shop.',
  points_elsewhere: ({ cname, a, aaaa }) =>
    `The domain leads to another place: ${quoted([...(cname ?? []), ...(a ?? []), ...(aaaa ?? [])])}. Replace these records with the one below.`,
  conflicting_records: ({ strangers }) =>
    `Besides the right record there are others: ${quoted(strangers)}. Some visitors end up there. Remove them.`,
  caa_forbids: ({ caa, authorities }) =>
    `A CAA record forbids the certificate: ${quoted(caa)}. Add one that allows ${(authorities ?? []).join(' or ')}, or remove it.`,
  handshake_failed: () =>
    'A secure connection could not be opened yet. The certificate is still being made; we keep trying.',
  wrong_certificate: () =>
    'A server answers for this domain with a certificate that is not valid for it. If a proxy or CDN stands in front, switch it off for this name.',
  provider_record: ({ provider }) =>
    `The domain was used with another account at the hosting provider, which wants a record of its own: ${quoted(provider)}.`,
  provider_refused: () => 'The hosting provider refuses this domain. Contact support and name the domain.',
  provider_unavailable: () => 'The hosting provider does not answer just now. We keep trying.',
}

/** What is another matter once the proof was there. */
const WORDS_CONNECTED: Record<string, Words> = {
  record_missing: () => 'The TXT record that proves this domain is gone. Set it again, exactly as it was.',
  domain_unknown: () =>
    'The domain does not exist in DNS any more, and the TXT record with it. Check at your registrar that its registration has not run out.',
}

/** One sentence or two for each problem, in order. Unknown codes of older rows leave nothing. */
export function findingWords({ problems, seen }: DomainFinding, connected = false): string[] {
  return problems.flatMap((problem) => ((connected && WORDS_CONNECTED[problem]) || WORDS[problem])?.(seen) ?? [])
}

/** Whether words exist for the code. */
export function hasWords(problem: string): boolean {
  return WORDS[problem] !== undefined
}

function quoted(records: string[] = []): string {
  const shown = records.slice(0, MAX_RECORDS).map((record) => `“${shorten(record)}”`)
  const more = records.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

function shorten(record: string): string {
  const clean = record.replace(/[\p{Cc}\p{Cf}]/gu, '�')
  return clean.length > MAX_SHOWN ? `${clean.slice(0, MAX_SHOWN)}…` : clean
}
