/** When a discount applies and what it takes off: examples that a merchant can check by hand. */
import { describe, expect, it } from 'vitest'
import { chooseDiscounts, type Discount, type DiscountLine, discountRefusal, lineAmounts, normaliseCode } from './rules'

const discount = (more: Partial<Discount> = {}): Discount => ({
  id: 1,
  title: '',
  code: 'TEN',
  kind: 'percentage',
  value: 1000,
  appliesTo: { scope: 'all', ids: [] },
  buyXGetY: null,
  minimumSubtotalMinor: 0,
  minimumQuantity: 0,
  usageLimit: null,
  perCustomerLimit: null,
  timesUsed: 0,
  active: true,
  startsAt: null,
  endsAt: null,
  ...more,
})
const line = (more: Partial<DiscountLine> = {}): DiscountLine => ({
  variantId: 1,
  productId: 1,
  collectionIds: [],
  quantity: 1,
  unitPrice: 1000,
  ...more,
})
const at = (lines: DiscountLine[], now = '2026-06-01T00:00:00Z') => ({ lines, now: new Date(now), currency: 'USD' })
const goods = (subtotal: number) => [line({ unitPrice: subtotal })]
const mugs = { scope: 'products' as const, ids: [2] }

describe('discountRefusal', () => {
  it('accepts a code within its dates and above its minimum', () => {
    const dates = { startsAt: new Date('2026-06-01T00:00:00Z'), endsAt: new Date('2026-06-02T00:00:00Z') }
    expect(discountRefusal(discount({ ...dates, minimumSubtotalMinor: 4000 }), at(goods(4000)))).toBeNull()
  })

  it('says why it refuses', () => {
    expect(discountRefusal(discount({ active: false }), at(goods(1)))).toContain('no longer valid')
    expect(discountRefusal(discount({ startsAt: new Date('2026-06-02') }), at(goods(1)))).toContain('not valid yet')
    expect(discountRefusal(discount({ endsAt: new Date('2026-06-01T00:00:00Z') }), at(goods(1)))).toContain('expired')
    expect(discountRefusal(discount({ minimumSubtotalMinor: 4000 }), at(goods(3999)))).toBe(
      'The code TEN needs a subtotal of at least $40.00.',
    )
    expect(discountRefusal(discount({ minimumQuantity: 2 }), at(goods(1)))).toContain('at least 2 items')
    expect(discountRefusal(discount({ usageLimit: 3, timesUsed: 3 }), at(goods(1)))).toContain('used up')
    expect(discountRefusal(discount({ appliesTo: mugs }), at(goods(1)))).toContain('not for the items')
  })

  it('counts only what the discount is for towards its minimum', () => {
    const limited = discount({ appliesTo: mugs, minimumSubtotalMinor: 2000 })
    expect(discountRefusal(limited, at([line(), line({ productId: 2 })]))).toContain('at least $20.00')
    expect(discountRefusal(limited, at([line({ productId: 2, quantity: 2 })]))).toBeNull()
  })
})

describe('lineAmounts', () => {
  it('rounds a percentage half up and caps an amount at the subtotal', () => {
    expect(lineAmounts(discount({ value: 1500 }), goods(1230))).toEqual([185])
    expect(lineAmounts(discount({ kind: 'fixed_amount', value: 500 }), goods(300))).toEqual([300])
    expect(lineAmounts(discount({ kind: 'free_shipping', value: 0 }), goods(300))).toEqual([0])
  })

  it('takes nothing off lines it is not for', () => {
    const lines = [line(), line({ productId: 2, variantId: 20 }), line({ productId: 3, collectionIds: [9] })]
    expect(lineAmounts(discount({ appliesTo: mugs }), lines)).toEqual([0, 100, 0])
    const inCollection = discount({ kind: 'fixed_amount', value: 250, appliesTo: { scope: 'collections', ids: [9] } })
    expect(lineAmounts(inCollection, lines)).toEqual([0, 0, 250])
    const oneVariant = discount({ appliesTo: { scope: 'variants', ids: [20] } })
    expect(lineAmounts(oneVariant, lines)).toEqual([0, 100, 0])
  })

  it('buy two, get the cheapest one free, as often as the cart allows', () => {
    const all = { scope: 'all' as const, ids: [] }
    const rule = { buys: all, buyQuantity: 2, gets: all, getQuantity: 1, valueBps: 10_000, timesPerOrder: null }
    const threeForTwo = discount({ kind: 'buy_x_get_y', value: 0, buyXGetY: rule })
    const lines = [line({ quantity: 4, unitPrice: 2000 }), line({ quantity: 3, unitPrice: 500 })]
    // Two rounds: the dearest four are bought, two of the cheapest are free; what is left buys nothing more.
    expect(lineAmounts(threeForTwo, lines)).toEqual([0, 1000])
    expect(lineAmounts({ ...threeForTwo, buyXGetY: { ...rule, timesPerOrder: 1 } }, lines)).toEqual([0, 500])
    expect(discountRefusal(threeForTwo, at([line({ quantity: 2 })]))).toContain('needs 2 items')
  })

  it('buy of one collection, get half off another', () => {
    const rule = {
      buys: { scope: 'collections' as const, ids: [9] },
      buyQuantity: 1,
      gets: mugs,
      getQuantity: 2,
      valueBps: 5_000,
      timesPerOrder: 1,
    }
    const half = discount({ kind: 'buy_x_get_y', value: 0, buyXGetY: rule })
    expect(
      lineAmounts(half, [line({ collectionIds: [9] }), line({ productId: 2, quantity: 3, unitPrice: 999 })]),
    ).toEqual([0, 1000])
  })

  it('a unit that could be got is not spent on qualifying while another one qualifies', () => {
    const all = { scope: 'all' as const, ids: [] }
    const rule = { buys: all, buyQuantity: 1, gets: mugs, getQuantity: 1, valueBps: 10_000, timesPerOrder: null }
    const freeMug = discount({ kind: 'buy_x_get_y', value: 0, buyXGetY: rule })
    const mug = line({ productId: 2, unitPrice: 5000 })
    const pencil = line({ productId: 3, unitPrice: 100 })
    expect(lineAmounts(freeMug, [mug, pencil])).toEqual([5000, 0])
    expect(lineAmounts(freeMug, [{ ...mug, quantity: 3 }, pencil])).toEqual([10_000, 0])
    expect(lineAmounts(freeMug, [mug])).toEqual([0])
  })
})

describe('chooseDiscounts', () => {
  it('takes the better of the code and the automatic ones, and one that ships free beside it', () => {
    const code = discount({ id: 1, value: 1000 })
    const better = discount({ id: 2, code: null, value: 2000 })
    const free = discount({ id: 3, code: null, kind: 'free_shipping', value: 0 })
    const chosen = chooseDiscounts([better, free, code], goods(1000))
    expect(chosen.goods).toMatchObject({ discount: { id: 2 }, amounts: [200] })
    expect(chosen.shipping).toMatchObject({ id: 3 })
    expect(chooseDiscounts([{ ...better, value: 1000 }, code], goods(1000)).goods?.discount.id).toBe(1)
    expect(chooseDiscounts([], goods(1000))).toEqual({ goods: null, shipping: null })
  })
})

it('reads codes as people type them', () => expect(normaliseCode(' harbor10 ')).toBe('HARBOR10'))
