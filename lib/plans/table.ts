/**
 * The platform's plans: what each costs a month, what share of sales it takes, how much of everything it holds. The one table
 * that prices at Stripe, fees of checkouts, limits and the Plan room are made from. Pure, for the browser too.
 */
import type { PLAN_NAMES, PLAN_STATUSES } from '@/db/schema/stores'

export type Plan = (typeof PLAN_NAMES)[number]
export type PlanStatus = (typeof PLAN_STATUSES)[number]

/** What plans are billed in; a store in another currency pays dollars. */
export const BILLING_CURRENCIES = ['USD', 'EUR', 'GBP'] as const
export type BillingCurrency = (typeof BILLING_CURRENCIES)[number]

/** What a plan counts. */
export const COUNTED = ['products', 'staff', 'domains', 'webhooks'] as const
export type Counted = (typeof COUNTED)[number]

export interface PlanTerms {
  name: string
  /** For whom it is, in one line. */
  about: string
  /** Minor units a month. */
  price: Record<BillingCurrency, number>
  /** The platform's share of goods after discounts, in basis points. */
  feeBps: number
  limits: Record<Counted, number>
}

/** From the smallest to the largest. */
export const PLANS: Record<Plan, PlanTerms> = {
  basic: {
    name: 'Basic',
    about: 'For a first shop.',
    price: { USD: 2_900, EUR: 2_900, GBP: 2_500 },
    feeBps: 200,
    limits: { products: 10_000, staff: 5, domains: 10, webhooks: 20 },
  },
  professional: {
    name: 'Professional',
    about: 'For a shop with a team.',
    price: { USD: 7_900, EUR: 7_900, GBP: 6_900 },
    feeBps: 100,
    limits: { products: 100_000, staff: 20, domains: 25, webhooks: 35 },
  },
  enterprise: {
    name: 'Enterprise',
    about: 'For many people and a large catalog.',
    price: { USD: 29_900, EUR: 29_900, GBP: 25_900 },
    feeBps: 50,
    limits: { products: 1_000_000, staff: 200, domains: 50, webhooks: 50 },
  },
}

export const PLAN_ORDER: readonly Plan[] = ['basic', 'professional', 'enterprise']

/** How a new store begins. */
export const TRIAL_DAYS = 14

export function isSmaller(plan: Plan, than: Plan): boolean {
  return PLAN_ORDER.indexOf(plan) < PLAN_ORDER.indexOf(than)
}

export function billingCurrency(storeCurrency: string): BillingCurrency {
  return BILLING_CURRENCIES.find((currency) => currency === storeCurrency) ?? 'USD'
}

/** The shop is closed until its plan is paid. The same list stands in resolve_store (db/migrations). */
export function isPaused(status: PlanStatus): boolean {
  return status === 'unpaid' || status === 'canceled'
}
