/** A domain was claimed: looks for its proof, less and less often, until it is there or the claim's time is over. */
import { checkClaim } from '@/lib/domains/check-claim'
import { inngest } from '../client'
import { drainRelay } from '../kick'
import { domainClaimed } from './events'

/** More than the back-off can make of a claim's week. */
const MAX_CHECKS = 250

export const verifyDomain = inngest.createFunction(
  { id: 'verify-domain', triggers: [domainClaimed], retries: 5 },
  async ({ event, step }) => {
    const { storeId, domain, claimedAt } = event.data
    for (let check = 1; check <= MAX_CHECKS; check++) {
      const { state, waitMs } = await step.run(`check-${check}`, () => checkClaim(storeId, domain, claimedAt))
      if (state === 'verified') await step.run('relay', drainRelay)
      if (state !== 'waiting') return { state, check }
      await step.sleep(`wait-${check}`, waitMs)
    }
    return { state: 'waiting', check: MAX_CHECKS }
  },
)
