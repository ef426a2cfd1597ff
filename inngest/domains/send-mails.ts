/** A domain fails its daily check, or was let go: the store's owner gets a mail. A second delivery sends nothing. */
import { sendDomainFailing, sendDomainReleased } from '@/lib/notifications/send-domain-mails'
import { inngest } from '../client'
import { domainFailing, domainReleased } from './events'

export const sendDomainFailingFunction = inngest.createFunction(
  { id: 'send-domain-failing', triggers: [domainFailing], retries: 20 },
  async ({ event, step }) => {
    const { storeId, domain, failures } = event.data
    return step.run('send', () => sendDomainFailing(storeId, { domain, failures, eventId: event.id ?? '' }))
  },
)

export const sendDomainReleasedFunction = inngest.createFunction(
  { id: 'send-domain-released', triggers: [domainReleased], retries: 20 },
  async ({ event, step }) => {
    const { storeId, domain } = event.data
    return step.run('send', () => sendDomainReleased(storeId, { domain, eventId: event.id ?? '' }))
  },
)
