'use server'
/** What a merchant does with the store's addresses. Each answers with all of them as they are then. */
import { refresh, updateTag } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { kickRelay } from '@/inngest/kick'
import { cacheTags } from '@/lib/cache-tags'
import { claimDomain, requestCheck } from '@/lib/domains/commands'
import { choosePrimary, setRedirect } from '@/lib/domains/primary'
import { removeDomain } from '@/lib/domains/release'
import { readAddresses } from '@/lib/domains/view'
import { limitDomainCalls } from './limits'

const typed = z.object({ domain: z.string().max(2_048, 'This name is too long.') })
const known = z.object({ domain: z.string().min(1).max(253) })

export const addDomain = merchantAction('settings.write', typed, async ({ storeId }, { domain }) => {
  await limitDomainCalls(storeId, 'add')
  await withStore(storeId, (tx) => claimDomain(tx, domain))
  kickRelay()
  return readAddresses(storeId)
})

export const checkDomain = merchantAction('settings.write', known, async ({ storeId }, { domain }) => {
  await limitDomainCalls(storeId, 'check')
  await withStore(storeId, (tx) => requestCheck(tx, domain))
  kickRelay()
  return readAddresses(storeId)
})

export const dropDomain = merchantAction('settings.write', known, async ({ storeId }, { domain }) => {
  await removeDomain(storeId, domain)
  kickRelay()
  return changed(storeId)
})

/** `null`: the store's own subdomain. */
const primary = z.object({ domain: known.shape.domain.nullable() })

export const makePrimary = merchantAction('settings.write', primary, async ({ storeId }, { domain }) => {
  await choosePrimary(storeId, domain)
  return changed(storeId)
})

export const redirectToPrimary = merchantAction(
  'settings.write',
  z.object({ on: z.boolean() }),
  async ({ storeId }, { on }) => {
    await setRedirect(storeId, on)
    return changed(storeId)
  },
)

/** Pages of the shop name its primary address, and the desk links to it. */
function changed(storeId: number) {
  updateTag(cacheTags.store(storeId))
  refresh()
  return readAddresses(storeId)
}
