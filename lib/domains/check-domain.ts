/** One look at a store's domain because somebody asked, whether it is a claim or connected already. A workflow. */
import { checkClaim } from './check-claim'
import { recheckDomain } from './recheck'

/** What was found; nothing asked for by hand counts as a failure of the daily check. */
export async function checkDomain(storeId: number, domain: string): Promise<string> {
  const { state } = await checkClaim(storeId, domain)
  if (state === 'waiting') return state
  return recheckDomain(storeId, domain, { counts: false })
}
