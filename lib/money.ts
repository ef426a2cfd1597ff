/**
 * Money is an integer of minor units beside a currency; no float touches it. Exponents are ISO 4217's: two digits but for
 * the lists below (https://www.iso.org/iso-4217-currency-codes.html, list one).
 */
import { invariant } from './invariant'

const ZERO = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
const THREE = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')
const FOUR = 'CLF UYW'.split(' ')
const EXPONENTS = new Map<string, number>([
  ...ZERO.map((code) => [code, 0] as const),
  ...THREE.map((code) => [code, 3] as const),
  ...FOUR.map((code) => [code, 4] as const),
])

/** The largest amount that one charge may have, in minor units (Stripe's cap for cards). */
export const MAX_CHARGE_MINOR = 99_999_999

/** Number of decimal digits of the currency's minor unit. */
export function exponentOf(currency: string): number {
  invariant(/^[A-Z]{3}$/.test(currency), `currency ${currency} is not an ISO 4217 code`)
  return EXPONENTS.get(currency) ?? 2
}

/** '12.34' for 1234 USD, '1200' for 1200 JPY: for machines; no grouping, no symbol. */
export function toDecimalString(minor: number, currency: string): string {
  invariant(Number.isSafeInteger(minor), `${minor} is not an integer of minor units`)
  const exponent = exponentOf(currency)
  const digits = Math.abs(minor)
    .toString()
    .padStart(exponent + 1, '0')
  const sign = minor < 0 ? '-' : ''
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * Minor units of a decimal text such as '12.5', or null when it is not a plain non-negative decimal or has more digits
 * than the currency has.
 */
export function parseDecimal(text: string, currency: string): number | null {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.trim())
  if (!match) return null
  const exponent = exponentOf(currency)
  const fraction = match[2] ?? ''
  if (fraction.length > exponent) return null
  const minor = Number((match[1] ?? '0') + fraction.padEnd(exponent, '0'))
  return Number.isSafeInteger(minor) ? minor : null
}

/** Basis points of a percentage such as '12.5', from 0.01 to 100, or null for anything else. */
export function parseBasisPoints(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim())
  const points = match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : 0
  return points >= 1 && points <= 10_000 ? points : null
}

/** '$12.34' in the locale's way. The one place where an amount becomes words. */
export function formatMoney(minor: number, currency: string, locale = 'en-US'): string {
  const exponent = exponentOf(currency)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  })
  return format.format(toDecimalString(minor, currency) as `${number}`)
}

/**
 * Splits `total` (>= 0) over `weights` (>= 0) by the largest-remainder method: the parts are integers, in the weights'
 * proportion to within one unit, and sum exactly to `total`. All-zero weights: the first part takes all.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  invariant(Number.isSafeInteger(total) && total >= 0, `cannot allocate ${total}`)
  if (weights.length === 0) return []
  const sum = weights.reduce((a, w) => a + BigInt(w), 0n)
  if (sum === 0n) return weights.map((_, i) => (i === 0 ? total : 0))
  const shares = weights.map((w, index) => {
    const product = BigInt(total) * BigInt(w)
    return { index, floor: product / sum, rest: product % sum }
  })
  let left = BigInt(total) - shares.reduce((a, s) => a + s.floor, 0n)
  const parts = shares.map((s) => Number(s.floor))
  for (const share of [...shares].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (left === 0n) break
    parts[share.index] = (parts[share.index] ?? 0) + 1
    left -= 1n
  }
  return parts
}

/** `amount * bps / 10,000`, rounded half up, in integers. */
export function basisPoints(amount: number, bps: number): number {
  invariant(Number.isSafeInteger(amount) && amount >= 0, `${amount} is not a non-negative integer`)
  return Number((BigInt(amount) * BigInt(bps) + 5_000n) / 10_000n)
}

/** The part of a tax-inclusive `gross` that is tax at `bps`: gross - gross / (1 + rate), rounded half up. */
export function includedTax(gross: number, bps: number): number {
  invariant(Number.isSafeInteger(gross) && gross >= 0, `${gross} is not a non-negative integer`)
  const divisor = 10_000n + BigInt(bps)
  return Number((BigInt(gross) * BigInt(bps) * 2n + divisor) / (2n * divisor))
}
