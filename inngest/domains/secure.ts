/** A domain was verified: brings it to its certificate. The daily re-check goes on where this gives up. */
import { secureDomain } from '@/lib/domains/secure'
import { inngest } from '../client'
import { drainRelay } from '../kick'
import { domainVerified } from './events'

/** The longest wait between two looks, unless the provider asks for more. */
const SLOWEST_MS = 30 * 60_000
const MAX_LOOKS = 150

export const secureDomainFunction = inngest.createFunction(
  { id: 'secure-domain', triggers: [domainVerified], retries: 5 },
  async ({ event, step }) => {
    const { storeId, domain } = event.data
    for (let look = 1; look <= MAX_LOOKS; look++) {
      const { state, waitMs } = await step.run(`look-${look}`, () => secureDomain(storeId, domain))
      if (state === 'issued') await step.run('relay', drainRelay)
      if (state !== 'waiting') return { state, look }
      await step.sleep(`wait-${look}`, Math.max(waitMs, Math.min(SLOWEST_MS, waitMs * look)))
    }
    return { state: 'waiting', look: MAX_LOOKS }
  },
)
