/** A store's addresses changed: every cache of them, and of pages that name the primary one, is told until it knows. */
import { revalidateTag } from 'next/cache'
import { cacheTags } from '@/lib/cache-tags'
import { detachDomain } from '@/lib/domains/detach'
import { forgetStoreHosts } from '@/lib/domains/hosts'
import { inngest } from '../client'
import { domainReleased, domainRemoved, domainSecured, domainVerified } from './events'

export const announceDomain = inngest.createFunction(
  { id: 'announce-domain', triggers: [domainVerified, domainSecured, domainReleased, domainRemoved], retries: 10 },
  async ({ event, step }) => {
    const { storeId, domain } = event.data
    await step.run('hosts', async () => {
      revalidateTag(cacheTags.store(storeId), { expire: 0 })
      if (!(await forgetStoreHosts(storeId, [domain]))) throw new Error('Redis could not be told of changed hosts')
    })
    if (event.name === 'domain.verified' || event.name === 'domain.secured') return
    await step.run('detach', () => detachDomain(domain))
  },
)
