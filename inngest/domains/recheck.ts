/** Each hour: domains whose day is over are re-checked, claims whose week is over end, claims whose run was lost are looked at. */
import { cron } from 'inngest'
import { checkClaim, expireClaims, listAbandonedClaims } from '@/lib/domains/check-claim'
import { recheckDue } from '@/lib/domains/recheck'
import { inngest } from '../client'
import { drainRelay } from '../kick'

const BATCH = 200
/** A hundred thousand domains an hour. */
const MAX_BATCHES = 500
const CLAIMS = 1_000

export const recheckDomains = inngest.createFunction(
  { id: 'recheck-domains', triggers: [cron('41 * * * *')], concurrency: { limit: 1 }, retries: 2 },
  async ({ step }) => {
    const expired = await step.run('expire', () => expireClaims(CLAIMS))
    const abandoned = await step.run('abandoned', () => listAbandonedClaims(BATCH))
    for (const [index, { storeId, domain }] of abandoned.entries()) {
      await step.run(`claim-${index}`, () => checkClaim(storeId, domain))
    }
    let checked = 0
    for (let batch = 1; batch <= MAX_BATCHES; batch++) {
      const report = await step.run(`recheck-${batch}`, () => recheckDue(BATCH))
      checked += report.settled
      await step.run(`relay-${batch}`, drainRelay)
      if (report.settled < BATCH) break
    }
    return { expired, abandoned: abandoned.length, checked }
  },
)
