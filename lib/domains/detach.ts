/** Takes a domain that leads here no more out of the provider's project, unless it leads to another store by now. */
import { eq } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { customDomains } from '@/db/schema/hosts'
import { detach } from './attach'
import { vercel } from './vercel'

/** @throws when the provider has to be asked again */
export async function detachDomain(domain: string): Promise<void> {
  const provider = vercel()
  if (!provider) return
  const taken = await readPlatform((tx) =>
    tx.select({ domain: customDomains.domain }).from(customDomains).where(eq(customDomains.domain, domain)).limit(1),
  )
  if (taken.length > 0) return
  if (!(await detach(provider, domain))) throw new Error('the hosting provider could not be told of a removed domain')
}
