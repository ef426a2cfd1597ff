/**
 * Each hour: pauses stores whose trial ended without a plan, ends the plans of deleted stores, and asks Stripe about plans
 * that nothing was heard of.
 */
import { cron } from 'inngest'
import { askAboutSilent, endPlansOfDeleted, endTrials } from '@/lib/billing/keep-plans'
import { inngest } from '../client'

const LIMIT = 500

export const keepPlans = inngest.createFunction(
  { id: 'keep-plans', triggers: [cron('41 * * * *')], concurrency: { limit: 1 }, retries: 1 },
  async () => ({
    trials: await endTrials(LIMIT),
    deleted: await endPlansOfDeleted(LIMIT),
    asked: await askAboutSilent(LIMIT),
  }),
)
