/** Where Stripe's pages send the owner back to. Coming back proves nothing: Stripe is asked how the plan stands. */
import { redirect } from 'next/navigation'
import { requireMembership } from '@/app/_auth/session'
import { kickRelay } from '@/inngest/kick'
import { syncPlan } from '@/lib/billing/sync-plan'
import { log } from '@/lib/log'

export async function GET(_request: Request, { params }: { params: Promise<{ store: string }> }): Promise<Response> {
  const { slug, storeId } = await requireMembership((await params).store, 'billing.write')
  redirect(`/admin/${slug}/settings/plan${(await isKnown(storeId)) ? '' : '?state=unknown'}`)
}

async function isKnown(storeId: number): Promise<boolean> {
  try {
    await syncPlan(storeId)
    kickRelay()
    return true
  } catch (error) {
    log.warn({ err: error, storeId }, 'the state of a plan could not be read')
    return false
  }
}
