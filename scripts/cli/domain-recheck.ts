/** `domain recheck [host]`: the daily look at connected domains, and one at pending claims, now. */
import { StartError } from '@/local/supervisor/start-error'
import type { Answer, Command } from './commands'
import { inProduct } from './in-product'

const BATCH = 200

export const domainRecheck: Command = {
  name: 'domain recheck',
  about: 'look at DNS now for one domain, or for all, connected or claimed',
  takes: 'host',
  optional: true,
  run: ({ env }, _signal, host) => inProduct(env, () => (host === '' ? recheckAll() : recheckOne(host))),
}

async function recheckOne(typed: string): Promise<Answer> {
  const { canonicalHost } = await import('@/lib/tenancy/host')
  const { recheckName } = await import('@/lib/domains/recheck-name')
  const domain = canonicalHost(typed)
  if (domain === null) throw new StartError(`"${typed}" is not a domain name.`)
  const looks = await recheckName(domain)
  await relay()
  if (looks.length === 0) throw new StartError(`No store has the domain ${domain} or claims it.`)
  const words = looks.map(({ store, result, problems }) => {
    const why = problems.length > 0 ? ` (${problems.join(', ')})` : ''
    return `${domain}, ${store}: ${result}${why}`
  })
  return { words: words.join('\n'), facts: { domain, looks } }
}

async function recheckAll(): Promise<Answer> {
  const { recheckDue } = await import('@/lib/domains/recheck')
  const { checkClaim, listPendingClaims } = await import('@/lib/domains/check-claim')
  const { now } = await import('@/lib/clock')
  const began = now()
  const facts = { checked: 0, released: 0, claims: 0, verified: 0 }
  for (;;) {
    const { settled, released } = await recheckDue(BATCH, began)
    facts.checked += settled
    facts.released += released
    if (settled < BATCH) break
  }
  for (const { storeId, domain } of await listPendingClaims(BATCH)) {
    const { state } = await checkClaim(storeId, domain)
    facts.claims += 1
    if (state === 'verified') facts.verified += 1
  }
  await relay()
  const { checked, released, claims, verified } = facts
  return {
    words: `${checked} domains were re-checked, ${released} of them let go; ${claims} claims were looked at, ${verified} of them verified.`,
    facts,
  }
}

/** What was found is told at once; where nobody takes the events now, they wait in the outbox. */
async function relay(): Promise<void> {
  const { RELAY_BATCH, relayOutbox } = await import('@/inngest/relay')
  while ((await relayOutbox()).sent === RELAY_BATCH);
}
