/** Money: exponents, decimal text, splitting without loss, tax inside a price. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, basisPoints, exponentOf, formatMoney, includedTax, parseDecimal, toDecimalString } from './money'

const minor = fc.integer({ min: 0, max: 99_999_999_999 })
const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'ISK', 'CLF', 'XAF')

describe('exponents are ISO 4217’s', () => {
  it.each([
    ['USD', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['HUF', 2],
  ])('%s has %i digits', (code, digits) => expect(exponentOf(code)).toBe(digits))

  it('refuses what is no currency code', () => expect(() => exponentOf('usd')).toThrow('not an ISO 4217 code'))
})

describe('decimal text', () => {
  it('comes back as the same amount in every currency', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => parseDecimal(toDecimalString(amount, code), code) === amount),
    )
  })

  it.each([
    ['12.5', 'USD', 1250],
    [' 12 ', 'USD', 1200],
    ['12.345', 'USD', null],
    ['12.345', 'KWD', 12345],
    ['1.0', 'JPY', null],
    ['-1', 'USD', null],
    ['1e3', 'USD', null],
    ['1,000', 'USD', null],
    ['', 'USD', null],
  ])('%j in %s is %j', (text, code, expected) => expect(parseDecimal(text, code)).toBe(expected))

  it('formats without a float, to the last unit', () => {
    expect(toDecimalString(-5, 'USD')).toBe('-0.05')
    expect(formatMoney(123456, 'USD')).toBe('$1,234.56')
    expect(formatMoney(1234, 'JPY')).toBe('¥1,234')
    expect(formatMoney(Number.MAX_SAFE_INTEGER, 'USD')).toBe('$90,071,992,547,409.91')
  })
})

describe('allocate', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 40 })

  it('sums to the whole, each part within one unit of its exact share', () => {
    fc.assert(
      fc.property(minor, weights, (total, parts) => {
        const shares = allocate(total, parts)
        const sum = parts.reduce((a, b) => a + BigInt(b), 0n)
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total)
        if (sum === 0n) return
        shares.forEach((share, i) => {
          const floor = (BigInt(total) * BigInt(parts[i] ?? 0)) / sum
          expect([floor, floor + 1n]).toContain(BigInt(share))
        })
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives all to the first where nothing weighs, and nothing to nobody', () => {
    expect(allocate(7, [0, 0])).toEqual([7, 0])
    expect(allocate(7, [])).toEqual([])
  })
})

describe('rates', () => {
  it('round half up', () => {
    expect(basisPoints(1_050, 1_000)).toBe(105)
    expect(basisPoints(5, 1_000)).toBe(1)
    expect(basisPoints(4, 1_000)).toBe(0)
  })

  it('find the tax inside a price: net and tax are the price, and the tax on the net is that tax to within one unit', () => {
    fc.assert(
      fc.property(minor, fc.integer({ min: 0, max: 10_000 }), (gross, bps) => {
        const tax = includedTax(gross, bps)
        expect(tax).toBeGreaterThanOrEqual(0)
        expect(Math.abs(basisPoints(gross - tax, bps) - tax)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 2_000 },
    )
    expect(includedTax(12_300, 2_300)).toBe(2_300)
  })
})
