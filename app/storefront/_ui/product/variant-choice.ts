/** Which variant a choice of values means. Pure; the buy box draws what this says. */
import type { ProductOption } from '@/lib/catalog/types'

export interface BuyableVariant {
  id: number
  optionValues: Record<string, string>
  priceMinor: number
  compareAtMinor: number | null
  requiresShipping: boolean
  /** Units that may still be bought; null when not counted. */
  left: number | null
}

export type ValueState = 'available' | 'sold-out' | 'absent'

export function isSellable(variant: BuyableVariant): boolean {
  return variant.left === null || variant.left > 0
}

/** The first variant that can be bought, or else the first. */
export function firstChoice(variants: readonly BuyableVariant[]): BuyableVariant | undefined {
  return variants.find(isSellable) ?? variants[0]
}

/**
 * The variant that has `value` for `option` and keeps as many of the current values as possible, preferring one that can
 * be bought; undefined when no variant has the value.
 */
export function choose(
  variants: readonly BuyableVariant[],
  current: BuyableVariant,
  option: string,
  value: string,
): BuyableVariant | undefined {
  const wanted = { ...current.optionValues, [option]: value }
  const score = (variant: BuyableVariant) =>
    2 * Object.entries(wanted).filter(([name, each]) => variant.optionValues[name] === each).length +
    (isSellable(variant) ? 1 : 0)
  return variants
    .filter((variant) => variant.optionValues[option] === value)
    .reduce<BuyableVariant | undefined>(
      (best, variant) => (best === undefined || score(variant) > score(best) ? variant : best),
      undefined,
    )
}

/** What choosing `value` would lead to while the other options stay as they are. */
export function stateOf(
  variants: readonly BuyableVariant[],
  current: BuyableVariant,
  option: ProductOption,
  value: string,
): ValueState {
  const exact = variants.find((variant) =>
    Object.entries({ ...current.optionValues, [option.name]: value }).every(
      ([name, each]) => variant.optionValues[name] === each,
    ),
  )
  if (!exact) return 'absent'
  return isSellable(exact) ? 'available' : 'sold-out'
}
