/** What units are worth when they are given back: exact for every line, in any grouping. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planRefund, type RefundLine, type RefundWish, worthOf } from './refund-rules'

const line = (more: Partial<RefundLine> = {}): RefundLine => ({
  lineNo: 1,
  title: 'Mug',
  quantity: 3,
  fulfilledQuantity: 0,
  cancelledQuantity: 0,
  refundedQuantity: 0,
  returnedQuantity: 0,
  returningQuantity: 0,
  totalMinor: 1000,
  ...more,
})
const order = (lines: RefundLine[], more = {}) => ({
  lines,
  shippingMinor: 500,
  refundedShippingMinor: 0,
  refundableMinor: 1500,
  ...more,
})
const wish = (more: Partial<RefundWish> = {}): RefundWish => ({
  lines: [{ lineNo: 1, units: 'unfulfilled', quantity: 1, restock: true }],
  shippingMinor: 0,
  amountMinor: null,
  ...more,
})

describe('worthOf', () => {
  it('gives back a line exactly, however its units are grouped', () => {
    const groups = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(groups, fc.integer({ min: 0, max: 99_999_999 }), (sizes, totalMinor) => {
        const quantity = sizes.reduce((a, b) => a + b, 0)
        let refunded = 0
        let sum = 0
        for (const size of sizes) {
          const amount = worthOf({ totalMinor, quantity }, refunded, size)
          expect(amount).toBeGreaterThanOrEqual(0)
          sum += amount
          refunded += size
        }
        expect(sum).toBe(totalMinor)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('planRefund', () => {
  it('takes units, shipping and the amount they are worth', () => {
    const plan = planRefund(order([line()]), wish({ shippingMinor: 500 }))
    expect(plan).toEqual({
      items: [{ lineNo: 1, quantity: 1, units: 'unfulfilled', restock: 'cancel', amountMinor: 333 }],
      shippingMinor: 500,
      amountMinor: 833,
    })
  })

  it('tells units that were sent from those that were not', () => {
    const sent = line({ fulfilledQuantity: 2 })
    const returned = { lineNo: 1, units: 'fulfilled' as const, quantity: 2, restock: true }
    expect(planRefund(order([sent]), wish({ lines: [returned] })).items[0]?.restock).toBe('return')
    expect(planRefund(order([sent]), wish({ lines: [{ ...returned, restock: false }] })).items[0]?.restock).toBe('none')
    expect(() => planRefund(order([sent]), wish({ lines: [{ ...returned, units: 'unfulfilled' }] }))).toThrow(
      'Only 1 of',
    )
    const gone = line({ fulfilledQuantity: 2, refundedQuantity: 2 })
    expect(() => planRefund(order([gone]), wish({ lines: [returned] }))).toThrow('Only 0 of')
  })

  it('leaves units that a return has brought back, or will, to the return', () => {
    const returned = { lineNo: 1, units: 'fulfilled' as const, quantity: 3, restock: true }
    const shelves = (more: Partial<RefundLine>) =>
      planRefund(
        order([line({ fulfilledQuantity: 3, ...more })], { refundableMinor: 1500 }),
        wish({ lines: [returned] }),
      ).items.map(({ restock, quantity }) => [restock, quantity])
    expect(shelves({})).toEqual([['return', 3]])
    expect(shelves({ returnedQuantity: 1 })).toEqual([
      ['none', 1],
      ['return', 2],
    ])
    expect(shelves({ returningQuantity: 2 })).toEqual([
      ['none', 2],
      ['return', 1],
    ])
    expect(shelves({ returnedQuantity: 3 })).toEqual([['none', 3]])
    const plan = planRefund(order([line({ fulfilledQuantity: 3, returnedQuantity: 1 })]), wish({ lines: [returned] }))
    expect(plan.amountMinor).toBe(1000)
  })

  it('gives back another amount when the merchant decides so, never more than is left', () => {
    expect(planRefund(order([line()]), wish({ amountMinor: 200 })).amountMinor).toBe(200)
    expect(() => planRefund(order([line()]), wish({ amountMinor: 1501 }))).toThrow('left of the payment')
    expect(() => planRefund(order([line()]), wish({ shippingMinor: 501 }))).toThrow('left of the shipping')
    expect(() => planRefund(order([line()]), wish({ lines: [], shippingMinor: 500, amountMinor: 499 }))).toThrow(
      'less than',
    )
    expect(() => planRefund(order([line()]), wish({ lines: [...wish().lines, ...wish().lines] }))).toThrow(
      'named twice',
    )
  })
})
