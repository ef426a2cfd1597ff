/** "Check now": one look at once, beside the runs that look by themselves. */
import { checkDomain } from '@/lib/domains/check-domain'
import { inngest } from '../client'
import { drainRelay } from '../kick'
import { domainCheckRequested } from './events'

export const checkDomainNow = inngest.createFunction(
  { id: 'check-domain', triggers: [domainCheckRequested], retries: 1 },
  async ({ event, step }) => {
    const state = await step.run('check', () => checkDomain(event.data.storeId, event.data.domain))
    await step.run('relay', drainRelay)
    return state
  },
)
