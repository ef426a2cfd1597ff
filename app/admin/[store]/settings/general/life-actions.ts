'use server'
/** Moving, locking, closing and deleting the store. Each of them changes what the store's hosts answer. */
import { refresh, updateTag } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { cacheTags } from '@/lib/cache-tags'
import { DomainError } from '@/lib/errors'
import { log } from '@/lib/log'
import { closeStore, purgeHostsOf, reopenStore, scheduleDeletion } from '@/lib/stores/close'
import { renameStore } from '@/lib/stores/rename'
import { setShopLock } from '@/lib/stores/shop-password'
import { purgeHost } from '@/lib/tenancy/lookup'
import { isStorable, NOT_STORABLE } from '@/lib/text'

const nothing = z.object({})

export const moveStore = merchantAction(
  'billing.write',
  z.object({ slug: z.string().trim().toLowerCase().max(63, 'Use at most 63 characters.') }),
  async ({ storeId }, input) => {
    const { former, slug } = await renameStore(storeId, input.slug)
    updateTag(cacheTags.store(storeId))
    await forgetting(async () => {
      await purgeHost({ kind: 'subdomain', slug: former })
      await purgeHostsOf(storeId)
    })
    if (former !== slug) redirect(`/admin/${slug}/settings/general`)
    return null
  },
)

const lockSchema = z.object({
  locked: z.boolean(),
  /** '': the one that is set stays. */
  password: z
    .string()
    .max(200, 'Use at most 200 characters.')
    .refine((password) => password === '' || password.length >= 4, 'Use at least 4 characters.'),
  message: z.string().trim().max(500, 'Use at most 500 characters.').refine(isStorable, NOT_STORABLE),
  wasLocked: z.boolean(),
})

export const lockShop = merchantAction('settings.write', lockSchema, async ({ storeId }, input) => {
  if (input.locked && !input.wasLocked && input.password === '') {
    throw new DomainError('invalid_request', 'Choose a password.', { fields: { password: 'Choose a password.' } })
  }
  const password = input.locked ? input.password || undefined : null
  await setShopLock(storeId, { password, message: input.message })
  await forgetting(() => purgeHostsOf(storeId))
  refresh()
  return null
})

export const closeShop = merchantAction('billing.write', nothing, async ({ storeId }) => {
  await forgetting(() => closeStore(storeId))
  refresh()
  return null
})

export const reopenShop = merchantAction('billing.write', nothing, async ({ storeId }) => {
  await forgetting(() => reopenStore(storeId))
  refresh()
  return null
})

export const deleteStore = merchantAction('billing.write', z.object({ slug: z.string() }), async (context, input) => {
  if (input.slug.trim() !== context.slug) {
    const message = `Type ${context.slug} to confirm.`
    throw new DomainError('invalid_request', message, { fields: { slug: message } })
  }
  await forgetting(() => scheduleDeletion(context.storeId))
  refresh()
  return null
})

/** The change stands when caches cannot be told of it: they forget their answer within half a minute. */
async function forgetting(change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (!(error instanceof Error && error.name === 'KvUnavailableError')) throw error
    log.warn({ err: error }, 'a change of hosts is not known to every cache yet')
  }
}
