/** A change that waits for the end of the period, as a schedule of Stripe's: Stripe keeps the date, and nothing here has to. */
import { stripe } from '@/lib/payments/stripe'
import type { PlanSubscription } from './subscription'

/** From the next period on the subscription has `price`. A cancellation that waited for the same day is taken back. */
export async function scheduleChange(live: PlanSubscription, price: string): Promise<void> {
  if (live.endsAtPeriodEnd) await stripe().subscriptions.update(live.id, { cancel_at_period_end: false })
  const schedule = live.scheduleId
    ? await stripe().subscriptionSchedules.retrieve(live.scheduleId)
    : await stripe().subscriptionSchedules.create({ from_subscription: live.id })
  const current = schedule.current_phase
  if (!current) throw new Error(`the schedule ${schedule.id} has no current phase`)
  await stripe().subscriptionSchedules.update(schedule.id, {
    end_behavior: 'release',
    proration_behavior: 'none',
    phases: [
      {
        items: [{ price: live.priceId, quantity: 1 }],
        start_date: current.start_date,
        end_date: current.end_date,
        proration_behavior: 'none',
      },
      {
        items: [{ price, quantity: 1 }],
        duration: { interval: 'month', interval_count: 1 },
        proration_behavior: 'none',
      },
    ],
  })
}

/** The subscription goes on as it is. */
export async function releaseSchedule({ scheduleId }: PlanSubscription): Promise<void> {
  if (scheduleId) await stripe().subscriptionSchedules.release(scheduleId)
}
