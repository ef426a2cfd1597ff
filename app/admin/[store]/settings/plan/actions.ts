'use server'
/** The owner's choices about the plan: to Stripe's pages, or done at once. */
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { kickRelay } from '@/inngest/kick'
import { choosePlan, quoteChange } from '@/lib/billing/choose-plan'
import { cancelPlan, resumePlan } from '@/lib/billing/end-plan'
import { openPortal } from '@/lib/billing/portal'
import { PLAN_ORDER } from '@/lib/plans/table'

const nothing = z.object({})
const plan = z.enum([...PLAN_ORDER] as [(typeof PLAN_ORDER)[number]])

export const choose = merchantAction(
  'billing.write',
  z.object({ plan, quotedAt: z.int().positive().optional() }),
  async ({ storeId }, input) => {
    const chosen = await choosePlan(storeId, input.plan, input.quotedAt)
    if ('url' in chosen) redirect(chosen.url)
    changed()
    return chosen
  },
)

export const quote = merchantAction('billing.write', z.object({ plan }), ({ storeId }, input) =>
  quoteChange(storeId, input.plan),
)

export const cancel = merchantAction('billing.write', nothing, async ({ storeId }) => {
  await cancelPlan(storeId)
  changed()
  return null
})

export const resume = merchantAction('billing.write', nothing, async ({ storeId }) => {
  await resumePlan(storeId)
  changed()
  return null
})

export const manageCard = merchantAction('billing.write', nothing, async ({ storeId }) => {
  redirect((await openPortal(storeId)).url)
})

function changed(): void {
  kickRelay()
  refresh()
}
