/** Making a change of a store's domains known to every cache: all its hosts, since each of them shows the primary one. */
import { log } from '@/lib/log'
import { purgeHostsOf } from '@/lib/stores/close'
import { purgeHost } from '@/lib/tenancy/lookup'

/**
 * After the COMMIT: every process sees it within seconds. `gone` names domains that the store had until now. False when Redis
 * could not be told, which then keeps the old answer for half a minute at most; call again from a job to be sure.
 */
export async function forgetStoreHosts(storeId: number, gone: readonly string[] = []): Promise<boolean> {
  try {
    const forgotten = gone.map((domain) => purgeHost({ kind: 'custom', domain }))
    // All of them, also when one could not be told.
    const results = await Promise.allSettled([...forgotten, purgeHostsOf(storeId)])
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
    return true
  } catch (error) {
    log.warn({ err: error, storeId }, 'not every cache knows of a store’s changed hosts yet')
    return false
  }
}
