/** Where Stripe sends the merchant back to. Coming back proves nothing: the account's state is asked for. */
import { revalidateTag } from 'next/cache'
import { redirect } from 'next/navigation'
import { requireMembership } from '@/app/_auth/session'
import { cacheTags } from '@/lib/cache-tags'
import { log } from '@/lib/log'
import { refreshAccount } from '@/lib/payments/connect-account'

export async function GET(_request: Request, { params }: { params: Promise<{ store: string }> }): Promise<Response> {
  const { slug, storeId } = await requireMembership((await params).store, 'settings.write')
  redirect(`/admin/${slug}/settings/payments${(await isKnown(storeId)) ? '' : '?state=unknown'}`)
}

async function isKnown(storeId: number): Promise<boolean> {
  try {
    await refreshAccount(storeId)
    revalidateTag(cacheTags.store(storeId), { expire: 0 })
    return true
  } catch (error) {
    log.warn({ err: error, storeId }, 'the state of a Stripe account could not be read')
    return false
  }
}
