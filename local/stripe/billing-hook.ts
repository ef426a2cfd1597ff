/** `POST /_subscriptions`: a test says what time does to a subscription: its period is over, a payment is tried again, given up. */
import { z } from 'zod'
import type { State } from './state'
import { PLATFORM } from './state'
import { endPeriod, giveUp, retryPayment, type Subscription } from './subscription-life'

export const subscriptionStep = z.discriminatedUnion('step', [
  /** The trial or the period is over. */
  z.object({ subscription: z.string(), step: z.literal('end_period') }).strict(),
  z.object({ subscription: z.string(), step: z.literal('retry_payment') }).strict(),
  /** The last retry failed. */
  z.object({ subscription: z.string(), step: z.literal('give_up'), to: z.enum(['unpaid', 'canceled']) }).strict(),
])

export function takeStep(state: State, asked: z.infer<typeof subscriptionStep>): Subscription {
  const subscription = state.get<Subscription>(PLATFORM, asked.subscription, 'subscription')
  if (asked.step === 'end_period') return endPeriod(state, PLATFORM, subscription)
  if (asked.step === 'retry_payment') return retryPayment(state, PLATFORM, subscription)
  return giveUp(state, PLATFORM, subscription, asked.to)
}
