/** What is ahead of a store, as lib/events/topics.ts records it. */
import { eventType } from 'inngest'
import { z } from 'zod'

const id = z.int().positive()
const one = z.object({ storeId: id })

export const deletionScheduled = eventType('store.deletion_scheduled', { schema: one.extend({ deleteAt: z.int() }) })
export const deletionNear = eventType('store.deletion_near', {
  schema: one.extend({ deleteAt: z.int(), daysLeft: id }),
})
export const trialEnding = eventType('store.trial_ending', { schema: one })
export const planPaymentFailed = eventType('store.plan_payment_failed', { schema: one })
export const planEnded = eventType('store.plan_ended', {
  schema: one.extend({ end: z.enum(['trial', 'unpaid', 'canceled']) }),
})
