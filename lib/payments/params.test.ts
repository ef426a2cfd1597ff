import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applicationFee } from './params'

describe('applicationFee', () => {
  it('is the floor of the plan’s share of goods after discounts', () => {
    const quote = { subtotal: 10_099, discount: 100, total: 12_000 }
    expect(applicationFee(quote, 'basic')).toBe(199)
    expect(applicationFee(quote, 'professional')).toBe(99)
    expect(applicationFee(quote, 'enterprise')).toBe(49)
  })

  it('never is negative, never more than what is paid', () => {
    const amounts = fc.tuple(fc.nat(99_999_999), fc.nat(99_999_999), fc.nat(99_999_999))
    fc.assert(
      fc.property(amounts, ([a, b, total]) => {
        const fee = applicationFee({ subtotal: Math.max(a, b), discount: Math.min(a, b), total }, 'basic')
        return Number.isInteger(fee) && fee >= 0 && fee <= total
      }),
    )
  })
})
