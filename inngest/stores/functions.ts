/** The jobs behind a store's end and plan: each hour what is ahead is found, and each event is a mail. */
import { cron } from 'inngest'
import {
  sendDeletionAhead,
  sendPlanEnded,
  sendPlanPaymentFailed,
  sendTrialEnding,
} from '@/lib/notifications/send-store-mails'
import { foretell } from '@/lib/stores/foretell'
import { inngest } from '../client'
import { deletionNear, deletionScheduled, planEnded, planPaymentFailed, trialEnding } from './events'

/** Stores of each kind in one run; the others are the next run's. */
const LIMIT = 2_000

const foretellEnds = inngest.createFunction(
  { id: 'foretell-ends', triggers: [cron('23 * * * *')], concurrency: { limit: 1 }, retries: 1 },
  () => foretell(LIMIT),
)

const sendDeletionScheduled = inngest.createFunction(
  { id: 'send-deletion-scheduled', triggers: [deletionScheduled], retries: 20 },
  async ({ event, step }) => {
    const { storeId, deleteAt } = event.data
    const told = { deleteAt, daysLeft: null, eventId: event.id ?? '' }
    return step.run('send', () => sendDeletionAhead(storeId, told))
  },
)

const sendDeletionNear = inngest.createFunction(
  { id: 'send-deletion-near', triggers: [deletionNear], retries: 20 },
  async ({ event, step }) => {
    const { storeId, deleteAt, daysLeft } = event.data
    return step.run('send', () => sendDeletionAhead(storeId, { deleteAt, daysLeft, eventId: event.id ?? '' }))
  },
)

const sendTrialEndingFunction = inngest.createFunction(
  { id: 'send-trial-ending', triggers: [trialEnding], retries: 20 },
  async ({ event, step }) => step.run('send', () => sendTrialEnding(event.data.storeId, { eventId: event.id ?? '' })),
)

const sendPlanPaymentFailedFunction = inngest.createFunction(
  { id: 'send-plan-payment-failed', triggers: [planPaymentFailed], retries: 20 },
  async ({ event, step }) =>
    step.run('send', () => sendPlanPaymentFailed(event.data.storeId, { eventId: event.id ?? '' })),
)

const sendPlanEndedFunction = inngest.createFunction(
  { id: 'send-plan-ended', triggers: [planEnded], retries: 20 },
  async ({ event, step }) => {
    const { storeId, end } = event.data
    return step.run('send', () => sendPlanEnded(storeId, { end, eventId: event.id ?? '' }))
  },
)

export const storeFunctions = [
  foretellEnds,
  sendDeletionScheduled,
  sendDeletionNear,
  sendTrialEndingFunction,
  sendPlanPaymentFailedFunction,
  sendPlanEndedFunction,
]
