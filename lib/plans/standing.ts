/** How a store's plan stands, in a merchant's words: what happened and what to do. Pure. */
import { DAY } from '@/lib/clock'
import type { StorePlan } from './queries'
import { billingCurrency, isPaused, PLANS } from './table'

/** From so many days before its end a trial is mentioned on every page of the desk. */
const TRIAL_WARNING_DAYS = 3

type Standing = Pick<StorePlan, 'status' | 'subscriptionId' | 'trialEndsAt'>

export interface PlanWarning {
  tone: 'caution' | 'critical'
  text: string
  /** What the owner does about it; for everybody else it is the owner who has to. */
  todo: 'pay' | 'choose'
}

/** What everybody in the store has to know now; null while there is nothing to do. */
export function warningOf(plan: Standing, at: Date): PlanWarning | null {
  const closed = 'so shoppers see a closed page. Everything in the store is kept.'
  if (plan.status === 'unpaid') {
    return { tone: 'critical', todo: 'pay', text: `The plan was not paid, ${closed} Paying opens the shop at once.` }
  }
  if (plan.status === 'canceled') {
    const what = plan.subscriptionId ? 'The plan has ended' : 'The trial has ended'
    return { tone: 'critical', todo: 'choose', text: `${what}, ${closed} Choosing a plan opens the shop at once.` }
  }
  if (plan.status === 'past_due') {
    const text =
      'The last payment for the plan failed. Stripe tries again over the next days; if none goes through, the shop closes.'
    return { tone: 'caution', todo: 'pay', text }
  }
  const days = trialDaysLeft(plan, at)
  if (plan.subscriptionId || days === null || days > TRIAL_WARNING_DAYS) return null
  return {
    tone: 'caution',
    todo: 'choose',
    text: `The trial ends ${inDays(days)}. Choose a plan to keep the shop open.`,
  }
}

/** Begun days count; null outside a trial, and in one without an end. */
export function trialDaysLeft({ status, trialEndsAt }: Omit<Standing, 'subscriptionId'>, at: Date): number | null {
  if (status !== 'trialing' || !trialEndsAt) return null
  return Math.max(0, Math.ceil((trialEndsAt.getTime() - at.getTime()) / DAY))
}

export function inDays(days: number): string {
  if (days === 0) return 'within the hour'
  return days === 1 ? 'within a day' : `in ${days} days`
}

/** What is charged next and when; null when nothing will be. */
export function nextCharge(plan: StorePlan): { minor: number; currency: string; on: Date } | null {
  if (!plan.subscriptionId || plan.endsAtPeriodEnd || isPaused(plan.status) || !plan.periodEndsAt) return null
  const currency = billingCurrency(plan.currency)
  return { minor: PLANS[plan.nextPlan ?? plan.plan].price[currency], currency, on: plan.periodEndsAt }
}
