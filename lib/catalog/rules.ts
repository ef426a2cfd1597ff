/** Decisions about products that need no database. */

interface Stock {
  tracked: boolean
  policy: 'deny' | 'continue'
  available: number
}

/** Whether `quantity` units (default one) can be bought now. */
export function sellable(variant: Stock, quantity = 1): boolean {
  return unitsLeft(variant) === null || variant.available >= quantity
}

/** Units that may still be bought; null when stock is not counted or is sold beyond. */
export function unitsLeft(variant: Stock): number | null {
  return variant.tracked && variant.policy === 'deny' ? Math.max(0, variant.available) : null
}

export const DEFAULT_VARIANT_TITLE = 'Default Title'

/** 'Oat / 280 ml': the values in the options' order; `Default Title` without options. */
export function variantTitle(optionValues: Record<string, string>, options: readonly { name: string }[]): string {
  const values = options.map((option) => optionValues[option.name]).filter((value) => value !== undefined)
  return values.length > 0 ? values.join(' / ') : DEFAULT_VARIANT_TITLE
}

/** Whether `text` could be a handle at all; what cannot is not looked up (PostgreSQL's text holds no NUL). */
export function mayBeHandle(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is kept out
  return text.length > 0 && text.length <= 255 && !/[\u0000-\u001f]/.test(text)
}
