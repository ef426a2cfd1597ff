/** Shopify's money on the storefront: hundredths of the currency's main unit, for every currency (JPY 1000 -> 100000). */
import { exponentOf } from '@/lib/money'

/** Minor units as hundredths, rounded half up where the currency has more than two digits. */
export function hundredths(minor: number, currency: string): number {
  const exponent = exponentOf(currency)
  if (exponent <= 2) return minor * 10 ** (2 - exponent)
  const divisor = 10 ** (exponent - 2)
  return Math.floor((minor + divisor / 2) / divisor)
}
