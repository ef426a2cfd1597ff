/**
 * Buy X, get Y: units, not lines, take part. Each round sets aside the dearest units that qualify as bought, then takes the
 * discount off the cheapest units that are to be got; a unit takes part once. Units that can only be bought are set aside
 * before those that could be got, so that no unit is spent on qualifying while another could have. Pure.
 */
import type { BuyXGetY, DiscountTarget } from '@/db/schema/selling'
import { basisPoints } from '@/lib/money'
import type { DiscountLine } from './rules'

/** Rounds within one order, so that the largest cart stays a small computation. */
const MAX_ROUNDS = 1_000

interface Pile {
  index: number
  unitPrice: number
  left: number
}

/** What is taken off each line, in their order. */
export function buyXGetYAmounts(
  rule: BuyXGetY,
  lines: readonly DiscountLine[],
  isIn: (target: DiscountTarget, line: DiscountLine) => boolean,
): number[] {
  const amounts = lines.map(() => 0)
  const piles = lines.map((line, index): Pile => ({ index, unitPrice: line.unitPrice, left: line.quantity }))
  const qualifying = (target: DiscountTarget) =>
    piles.filter((pile) => {
      const line = lines[pile.index]
      return line !== undefined && isIn(target, line)
    })
  const cheapest = qualifying(rule.gets).sort((a, b) => a.unitPrice - b.unitPrice)
  const canBeGot = new Set(cheapest)
  const dearest = qualifying(rule.buys).sort(
    (a, b) => Number(canBeGot.has(a)) - Number(canBeGot.has(b)) || b.unitPrice - a.unitPrice,
  )
  const rounds = Math.min(rule.timesPerOrder ?? MAX_ROUNDS, MAX_ROUNDS)
  for (let round = 0; round < rounds; round++) {
    if (available(dearest) < rule.buyQuantity) break
    take(dearest, rule.buyQuantity)
    const got = take(cheapest, Math.min(rule.getQuantity, available(cheapest)))
    if (got.length === 0) break
    for (const { pile, units } of got) {
      amounts[pile.index] = (amounts[pile.index] ?? 0) + units * basisPoints(pile.unitPrice, rule.valueBps)
    }
  }
  return amounts
}

function available(piles: readonly Pile[]): number {
  return piles.reduce((sum, pile) => sum + pile.left, 0)
}

function take(piles: readonly Pile[], quantity: number): { pile: Pile; units: number }[] {
  const taken: { pile: Pile; units: number }[] = []
  let wanted = quantity
  for (const pile of piles) {
    const units = Math.min(pile.left, wanted)
    if (units === 0) continue
    pile.left -= units
    wanted -= units
    taken.push({ pile, units })
  }
  return taken
}
