import { describe, expect, it } from 'vitest'
import { DAY } from '@/lib/clock'
import type { StorePlan } from './queries'
import { inDays, nextCharge, trialDaysLeft, warningOf } from './standing'

const at = new Date('2026-11-24T12:00:00Z')
const inMs = (ms: number) => new Date(at.getTime() + ms)
const plan = (more: Partial<StorePlan> = {}): StorePlan => ({
  ...{ slug: 's', name: 'S', email: 's@shop.example', currency: 'JPY', plan: 'professional', status: 'active' },
  ...{ nextPlan: null, trialEndsAt: null, periodEndsAt: inMs(9 * DAY), endsAtPeriodEnd: false },
  ...{ customerId: 'cus_1', subscriptionId: 'sub_1' },
  ...more,
})
const trial = (ms: number, more: Partial<StorePlan> = {}) =>
  plan({ status: 'trialing', subscriptionId: null, trialEndsAt: inMs(ms), ...more })

describe('a warning', () => {
  it('is for what somebody has to do something about', () => {
    const todo = (given: StorePlan) => warningOf(given, at)?.todo ?? null
    expect(todo(plan())).toBeNull()
    expect(todo(plan({ status: 'past_due' }))).toBe('pay')
    expect(todo(plan({ status: 'unpaid' }))).toBe('pay')
    expect(todo(plan({ status: 'canceled' }))).toBe('choose')
    expect(todo(trial(4 * DAY))).toBeNull()
    expect(todo(trial(3 * DAY))).toBe('choose')
    expect(todo(trial(DAY, { subscriptionId: 'sub_1' }))).toBeNull()
    expect(todo(trial(0, { trialEndsAt: null }))).toBeNull()
  })

  it('tells an ended trial from an ended plan', () => {
    expect(warningOf(plan({ status: 'canceled', subscriptionId: null }), at)?.text).toMatch(/^The trial has ended/)
    expect(warningOf(plan({ status: 'canceled' }), at)?.text).toMatch(/^The plan has ended/)
  })
})

it('counts begun days of a trial', () => {
  expect([1, DAY, DAY + 1, -5].map((ms) => trialDaysLeft(trial(ms), at))).toEqual([1, 1, 2, 0])
  expect([0, 1, 2].map(inDays)).toEqual(['within the hour', 'within a day', 'in 2 days'])
})

it('knows the next charge by the plan that comes, and none where nothing will be charged', () => {
  expect(nextCharge(plan({ nextPlan: 'basic' }))).toEqual({ minor: 2_900, currency: 'USD', on: inMs(9 * DAY) })
  const none = [{ endsAtPeriodEnd: true }, { status: 'canceled' as const }, { subscriptionId: null }]
  expect(none.map((more) => nextCharge(plan(more)))).toEqual([null, null, null])
})
