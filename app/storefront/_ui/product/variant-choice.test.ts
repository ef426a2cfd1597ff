import { describe, expect, it } from 'vitest'
import { type BuyableVariant, choose, firstChoice, stateOf } from './variant-choice'

const make = (id: number, glaze: string, size: string, left: number | null): BuyableVariant => ({
  id,
  optionValues: { Glaze: glaze, Size: size },
  priceMinor: 2800,
  compareAtMinor: null,
  requiresShipping: true,
  left,
})
const oatSmall = make(1, 'Oat', '280 ml', 0)
const oatLarge = make(2, 'Oat', '400 ml', 3)
const tideSmall = make(3, 'Tide', '280 ml', 5)
const variants = [oatSmall, oatLarge, tideSmall]
const glaze = { name: 'Glaze', values: ['Oat', 'Tide'] }
const size = { name: 'Size', values: ['280 ml', '400 ml'] }

describe('firstChoice', () => {
  it('prefers what can be bought', () => expect(firstChoice(variants)).toBe(oatLarge))
  it('is the first when everything is sold out', () => expect(firstChoice([oatSmall])).toBe(oatSmall))
  it('counts an untracked variant as sellable', () => {
    const book = make(9, 'Oat', 'E-book', null)
    expect(firstChoice([oatSmall, book])).toBe(book)
  })
})

describe('choose', () => {
  it('keeps the other values', () => expect(choose(variants, oatLarge, 'Size', '280 ml')).toBe(oatSmall))
  it('gives way where the combination does not exist', () =>
    expect(choose(variants, oatLarge, 'Glaze', 'Tide')).toBe(tideSmall))
  it('is undefined for an unknown value', () => expect(choose(variants, oatLarge, 'Glaze', 'Moss')).toBeUndefined())
})

describe('stateOf', () => {
  it('tells sold out from absent', () => {
    expect(stateOf(variants, oatLarge, size, '280 ml')).toBe('sold-out')
    expect(stateOf(variants, oatLarge, glaze, 'Tide')).toBe('absent')
    expect(stateOf(variants, oatLarge, size, '400 ml')).toBe('available')
  })
})
