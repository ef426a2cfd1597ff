import { describe, expect, it } from 'vitest'
import { PLAN_NAMES, PLAN_STATUSES } from '@/db/schema/stores'
import { excessOf } from './limits'
import { BILLING_CURRENCIES, billingCurrency, COUNTED, isPaused, isSmaller, PLAN_ORDER, PLANS } from './table'

describe('the table of plans', () => {
  it('grows with every plan: more of everything, a higher price, a smaller fee', () => {
    expect(PLAN_ORDER).toEqual(PLAN_NAMES)
    for (const [index, plan] of PLAN_ORDER.slice(1).entries()) {
      const [small, large] = [PLANS[PLAN_ORDER[index] ?? plan], PLANS[plan]]
      expect(large.feeBps).toBeLessThan(small.feeBps)
      for (const currency of BILLING_CURRENCIES) {
        expect(large.price[currency]).toBeGreaterThan(small.price[currency])
        expect(Number.isSafeInteger(large.price[currency])).toBe(true)
      }
      for (const what of COUNTED) expect(large.limits[what]).toBeGreaterThan(small.limits[what])
      expect([isSmaller(PLAN_ORDER[index] ?? plan, plan), isSmaller(plan, plan)]).toEqual([true, false])
    }
  })

  it('bills a store in its own currency where plans have a price in it, else in dollars', () => {
    expect([billingCurrency('EUR'), billingCurrency('GBP'), billingCurrency('JPY')]).toEqual(['EUR', 'GBP', 'USD'])
  })

  it('closes a shop only when its plan is not paid for good', () => {
    expect(PLAN_STATUSES.filter(isPaused)).toEqual(['unpaid', 'canceled'])
  })

  it('says what stands in the way of a smaller plan', () => {
    const usage = { products: 10_001, staff: 5, domains: 11, webhooks: 0 }
    expect(excessOf(usage, 'professional')).toEqual([])
    expect(excessOf(usage, 'basic')).toEqual([
      'Basic holds 10,000 products, and this store has 10,001.',
      'Basic holds 10 domains, and this store has 11.',
    ])
  })
})
