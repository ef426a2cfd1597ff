/** The quote's arithmetic: examples that a merchant can check by hand, then properties in every currency. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { includedTax, parseDecimal, toDecimalString } from '@/lib/money'
import { type Candidate, type PricedLine, type PriceInput, priceCart } from './rules'

/** Carts that each property is tried on; STOA_PROPERTY_RUNS=100000 for a long look. */
const RUNS = Number(process.env.STOA_PROPERTY_RUNS ?? 2_500)
const EVERYTHING = { scope: 'all' as const, ids: [] }

const line = (more: Partial<PricedLine> = {}): PricedLine => ({
  variantId: 1,
  productId: 1,
  title: 'Mug',
  variantTitle: 'Oat',
  sku: null,
  imageKey: null,
  quantity: 1,
  unitPrice: 1000,
  requiresShipping: true,
  tracked: true,
  taxable: true,
  ...more,
})
const input = (more: Partial<PriceInput> = {}): PriceInput => ({
  currency: 'USD',
  taxInclusive: false,
  taxShipping: false,
  lines: [line()],
  discounts: [],
  shippingRate: null,
  taxRateBps: 0,
  ...more,
})
const candidate = (more: Partial<Candidate>): Candidate => ({
  id: 1,
  title: 'T',
  code: null,
  kind: 'percentage',
  value: 0,
  appliesTo: EVERYTHING,
  buyXGetY: null,
  ...more,
})
const post = { id: 7, name: 'Post', priceMinor: 500 }

describe('priceCart', () => {
  it('adds tax to goods, rounded on each line, and not to shipping', () => {
    const lines = [line({ unitPrice: 333 }), line({ unitPrice: 333, quantity: 2 }), line({ taxable: false })]
    const quote = priceCart(input({ lines, taxRateBps: 725, shippingRate: post }))
    expect(quote.lines.map((each) => each.tax)).toEqual([24, 48, 0])
    expect(quote).toMatchObject({ subtotal: 1999, shipping: 500, tax: 72, total: 2571 })
    expect(quote.shippingRate).toEqual({ id: 7, name: 'Post' })
  })

  it('taxes shipping where the store says so', () => {
    expect(priceCart(input({ taxShipping: true, taxRateBps: 1000, shippingRate: post }))).toMatchObject({
      tax: 150,
      total: 1650,
    })
  })

  it('finds the tax inside inclusive prices and leaves the total', () => {
    const quote = priceCart(input({ taxInclusive: true, taxRateBps: 2300, lines: [line({ unitPrice: 1230 })] }))
    expect(quote).toMatchObject({ tax: 230, total: 1230 })
    expect(quote.lines[0]).toMatchObject({ tax: 230, total: 1230 })
  })

  it('takes a percentage off before tax and spreads it over the lines', () => {
    const lines = [line({ unitPrice: 1001 }), line({ unitPrice: 999 })]
    const discounts = [candidate({ code: 'TEN', value: 1000 })]
    const quote = priceCart(input({ lines, discounts, taxRateBps: 1000 }))
    expect(quote.lines.map((each) => each.discount)).toEqual([100, 100])
    expect(quote).toMatchObject({ discount: 200, discountCode: 'TEN', tax: 180, total: 1980 })
  })

  it('takes a fixed amount off, never more than the goods', () => {
    const discounts = [candidate({ code: 'BIG', kind: 'fixed_amount', value: 5000 })]
    expect(priceCart(input({ discounts, taxRateBps: 1000, shippingRate: post }))).toMatchObject({
      discount: 1000,
      tax: 0,
      total: 500,
    })
  })

  it('takes taxes that were worked out elsewhere as they are, and none that cannot be', () => {
    const lines = [line({ unitPrice: 333 }), line({ taxable: false })]
    const taxes = { lines: [31, 0], shipping: 17 }
    const quote = priceCart(input({ lines, taxes, taxRateBps: 9_999, taxShipping: false, shippingRate: post }))
    expect(quote).toMatchObject({ tax: 48, shippingTax: 17, total: 333 + 1000 + 500 + 48 })
    expect(quote.lines.map((each) => each.total)).toEqual([364, 1000])
    const inclusive = priceCart(input({ taxInclusive: true, taxes: { lines: [167], shipping: 0 } }))
    expect(inclusive).toMatchObject({ tax: 167, total: 1000 })
    for (const wrong of [
      { lines: [], shipping: 0 },
      { lines: [-1], shipping: 0 },
      { lines: [0.5], shipping: 0 },
    ]) {
      expect(() => priceCart(input({ taxes: wrong }))).toThrow('a tax of')
    }
    expect(() => priceCart(input({ taxInclusive: true, taxes: { lines: [1001], shipping: 0 } }))).toThrow('a tax of')
  })

  it('ships free with a free-shipping code', () => {
    const discounts = [candidate({ code: 'FREE', kind: 'free_shipping' })]
    expect(priceCart(input({ discounts, shippingRate: post }))).toMatchObject({ discount: 0, shipping: 0, total: 1000 })
  })
})

const currencies = Intl.supportedValuesOf('currency')
const anyTarget = fc.oneof(
  fc.constant(EVERYTHING),
  fc.record({
    scope: fc.constant('products' as const),
    ids: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
  }),
  fc.record({
    scope: fc.constant('collections' as const),
    ids: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
  }),
)
const anyCandidate = fc
  .record({
    id: fc.integer({ min: 1, max: 9 }),
    code: fc.option(fc.constant('CODE')),
    kind: fc.constantFrom('percentage', 'fixed_amount', 'free_shipping', 'buy_x_get_y'),
    value: fc.integer({ min: 0, max: 99_999_999 }),
    appliesTo: anyTarget,
    rule: fc.record({
      buys: anyTarget,
      buyQuantity: fc.integer({ min: 1, max: 20 }),
      gets: anyTarget,
      getQuantity: fc.integer({ min: 1, max: 20 }),
      valueBps: fc.integer({ min: 0, max: 10_000 }),
      timesPerOrder: fc.option(fc.integer({ min: 1, max: 5 })),
    }),
  })
  .map(({ rule, ...each }) =>
    candidate({
      ...each,
      value: each.kind === 'percentage' ? each.value % 10_001 : each.value,
      buyXGetY: each.kind === 'buy_x_get_y' ? rule : null,
    }),
  )
const anyInput = fc.record<PriceInput>({
  currency: fc.constantFrom(...currencies),
  taxInclusive: fc.boolean(),
  taxShipping: fc.boolean(),
  lines: fc.array(
    fc
      .record({
        unitPrice: fc.integer({ min: 0, max: 9_999_999 }),
        quantity: fc.integer({ min: 1, max: 9_999 }),
        taxable: fc.boolean(),
        productId: fc.integer({ min: 1, max: 4 }),
        collectionIds: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
      })
      .map(line),
    { minLength: 1, maxLength: 12 },
  ),
  discounts: fc.array(anyCandidate, { maxLength: 3 }),
  agreed: fc.option(
    fc.record({
      title: fc.constant('Agreed'),
      kind: fc.constantFrom('percentage' as const, 'fixed_amount' as const),
      value: fc.integer({ min: 0, max: 10_000 }),
    }),
  ),
  shippingRate: fc.option(
    fc.record({ id: fc.constant(1), name: fc.constant('Post'), priceMinor: fc.integer({ min: 0, max: 100_000 }) }),
  ),
  taxRateBps: fc.integer({ min: 0, max: 10_000 }),
})
const sum = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0)
const taxOfShipping = (given: PriceInput, shipping: number) =>
  given.taxInclusive ? includedTax(shipping, given.taxRateBps) : Math.round((shipping * given.taxRateBps) / 10_000)

describe('every quote', () => {
  it('covers more than 150 currencies', () => expect(currencies.length).toBeGreaterThan(150))

  it('adds up: total of the parts, lines of the whole', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const quote = priceCart(given)
        const added = quote.taxInclusive ? 0 : quote.tax
        expect(quote.total).toBe(quote.subtotal - quote.discount + quote.shipping + added)
        expect(sum(quote.lines.map((each) => each.subtotal))).toBe(quote.subtotal)
        expect(sum(quote.lines.map((each) => each.discount))).toBe(quote.discount)
        const shippingTax = given.taxShipping ? taxOfShipping(given, quote.shipping) : 0
        expect(quote.shippingTax).toBe(shippingTax)
        expect(sum((quote.discounts ?? []).map(({ amount }) => amount))).toBe(quote.discount)
        expect(quote.shipping + (quote.shippingDiscount ?? 0)).toBe(given.shippingRate?.priceMinor ?? 0)
        expect(sum(quote.lines.map((each) => each.tax)) + shippingTax).toBe(quote.tax)
        const shippingTotal = quote.shipping + (quote.taxInclusive ? 0 : shippingTax)
        expect(sum(quote.lines.map((each) => each.total)) + shippingTotal).toBe(quote.total)
      }),
      { numRuns: RUNS },
    )
  })

  it('is whole minor units, never negative, and no line gives away more than it costs', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const quote = priceCart(given)
        const amounts = [quote.subtotal, quote.discount, quote.shipping, quote.tax, quote.total]
        for (const each of quote.lines) {
          amounts.push(each.subtotal, each.discount, each.tax, each.total, each.subtotal - each.discount)
        }
        expect(amounts.filter((amount) => !Number.isSafeInteger(amount) || amount < 0)).toEqual([])
        expect(parseDecimal(toDecimalString(quote.total, quote.currency), quote.currency)).toBe(quote.total)
      }),
      { numRuns: RUNS },
    )
  })

  it('contains no more tax than the price it is contained in, and charges no untaxed line', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const quote = priceCart(given)
        quote.lines.forEach((each, index) => {
          if (!given.lines[index]?.taxable) expect(each.tax).toBe(0)
          if (quote.taxInclusive) expect(each.tax).toBeLessThanOrEqual(each.subtotal - each.discount)
        })
      }),
      { numRuns: RUNS },
    )
  })
})
