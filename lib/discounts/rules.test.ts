import { describe, expect, it } from 'vitest'
import { type Discount, discountAmount, discountRefusal, normaliseCode } from './rules'

const discount = (more: Partial<Discount> = {}): Discount => ({
  code: 'TEN',
  kind: 'percentage',
  value: 1000,
  minimumSubtotalMinor: 0,
  active: true,
  startsAt: null,
  endsAt: null,
  ...more,
})
const at = (subtotal: number, now = '2026-06-01T00:00:00Z') => ({ subtotal, now: new Date(now), currency: 'USD' })

describe('discountRefusal', () => {
  it('accepts a code within its dates and above its minimum', () => {
    const dates = { startsAt: new Date('2026-06-01T00:00:00Z'), endsAt: new Date('2026-06-02T00:00:00Z') }
    expect(discountRefusal(discount({ ...dates, minimumSubtotalMinor: 4000 }), at(4000))).toBeNull()
  })

  it('says why it refuses', () => {
    expect(discountRefusal(discount({ active: false }), at(1))).toContain('no longer valid')
    expect(discountRefusal(discount({ startsAt: new Date('2026-06-02') }), at(1))).toContain('not valid yet')
    expect(discountRefusal(discount({ endsAt: new Date('2026-06-01T00:00:00Z') }), at(1))).toContain('expired')
    expect(discountRefusal(discount({ minimumSubtotalMinor: 4000 }), at(3999))).toBe(
      'The code TEN needs a subtotal of at least $40.00.',
    )
  })
})

describe('discountAmount', () => {
  it('rounds a percentage half up and caps an amount at the subtotal', () => {
    expect(discountAmount(discount({ value: 1500 }), 1230)).toBe(185)
    expect(discountAmount(discount({ kind: 'fixed_amount', value: 500 }), 300)).toBe(300)
    expect(discountAmount(discount({ kind: 'free_shipping', value: 0 }), 300)).toBe(0)
  })
})

it('reads codes as people type them', () => expect(normaliseCode(' harbor10 ')).toBe('HARBOR10'))
