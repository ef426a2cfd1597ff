/**
 * What a merchant's product form sends, and what becomes of it: decimal texts turn into minor units of the store's
 * currency, option values into variants' names. Everything has a limit; every refusal names its field.
 */
import { z } from 'zod'
import { DomainError, type FieldErrors } from '@/lib/errors'
import { IMAGE_KEY } from '@/lib/media/images'
import { parseDecimal } from '@/lib/money'
import { isStorable, NOT_STORABLE } from '@/lib/text'
import { sanitizeDescription } from './description'
import { handleOf } from './handles'
import { variantTitle } from './rules'

export const VARIANTS_MAX = 100
export const OPTIONS_MAX = 3
export const IMAGES_MAX = 30
const TAGS_MAX = 50
const PRICE_MAX_MINOR = 99_999_999_999
const STOCK_MAX = 1_000_000
const GRAMS_MAX = 1_000_000

const line = (max: number) =>
  z.string().trim().max(max, `Use at most ${max} characters.`).refine(isStorable, NOT_STORABLE)

const stock = z.object({
  tracked: z.boolean(),
  policy: z.enum(['deny', 'continue']),
  /** Units the form showed, and units it shall be: the difference is what is written, so that a sale in between stays. */
  shown: z.int().min(-STOCK_MAX).max(STOCK_MAX),
  wanted: z
    .int('Enter a whole number.')
    .min(-STOCK_MAX, 'This number is too small.')
    .max(STOCK_MAX, `At most ${STOCK_MAX.toLocaleString('en-US')}.`),
})

const variant = z.object({
  id: z.int().positive().nullable(),
  values: z.array(line(100).min(1)).max(OPTIONS_MAX),
  price: z.string(),
  compareAt: z.string(),
  sku: line(100),
  grams: z.int('Enter whole grams.').min(0, 'Enter 0 or more.').max(GRAMS_MAX, 'At most 1,000,000 g.'),
  requiresShipping: z.boolean(),
  taxable: z.boolean(),
  stock,
})

const option = z.object({
  name: line(60).min(1, 'Name this option.'),
  values: z.array(line(100).min(1)).min(1, 'Add at least one value.').max(VARIANTS_MAX),
  swatches: z.record(z.string().max(100), z.string().regex(/^#[0-9a-f]{3,8}$/i)).optional(),
})

const image = z.object({
  key: z.string().regex(IMAGE_KEY),
  alt: line(500),
  width: z.int().min(1).max(50_000),
  height: z.int().min(1).max(50_000),
})

export const productSchema = z.object({
  id: z.int().positive().nullable(),
  /** The version that the form was filled from; null for a new product. */
  version: z.int().positive().nullable(),
  title: line(255).min(1, 'Give the product a title.'),
  descriptionHtml: z.string().max(100_000, 'The description is too long.').refine(isStorable, NOT_STORABLE),
  seoDescription: line(320),
  vendor: line(255),
  productType: line(255),
  tags: z.array(line(60).min(1)).max(TAGS_MAX, `Use at most ${TAGS_MAX} tags.`),
  status: z.enum(['draft', 'active', 'archived']),
  /** Empty: made from the title. */
  handle: line(255),
  images: z.array(image).max(IMAGES_MAX, `Use at most ${IMAGES_MAX} pictures.`),
  options: z.array(option).max(OPTIONS_MAX),
  variants: z
    .array(variant)
    .min(1, 'A product needs a variant.')
    .max(VARIANTS_MAX, `At most ${VARIANTS_MAX} variants.`),
})
export type ProductInput = z.output<typeof productSchema>

type VariantInput = ProductInput['variants'][number]
/** A variant in the database's terms. */
export interface VariantDraft extends Omit<VariantInput, 'price' | 'compareAt' | 'values' | 'sku'> {
  title: string
  optionValues: Record<string, string>
  sku: string | null
  priceMinor: number
  compareAtMinor: number | null
}
export interface ProductDraft extends Omit<ProductInput, 'variants'> {
  variants: VariantDraft[]
}

/** The form's input with prices in minor units, a clean description and a handle. @throws invalid_request */
export function draftOf(input: ProductInput, currency: string): ProductDraft {
  const fields: FieldErrors = {}
  checkOptions(input, fields)
  const variants = input.variants.map((each, index) => variantOf(input, each, index, currency, fields))
  const handle = handleOf(input.handle || input.title)
  if (input.handle && !handle) fields.handle = 'Use letters, digits and hyphens.'
  if (Object.keys(fields).length > 0) {
    throw new DomainError('invalid_request', 'Some details are missing or not right yet.', { fields })
  }
  return {
    ...input,
    handle: handle || 'product',
    tags: [...new Set(input.tags)],
    descriptionHtml: sanitizeDescription(input.descriptionHtml),
    variants,
  }
}

function variantOf(
  { options }: ProductInput,
  { price, compareAt, values, sku, ...rest }: VariantInput,
  index: number,
  currency: string,
  fields: FieldErrors,
): VariantDraft {
  const optionValues = Object.fromEntries(options.map((each, i) => [each.name, values[i] ?? '']))
  return {
    ...rest,
    sku: sku || null,
    title: variantTitle(optionValues, options),
    optionValues,
    priceMinor: amount(price, currency, `variants.${index}.price`, fields) ?? 0,
    compareAtMinor: compareAt.trim() ? amount(compareAt, currency, `variants.${index}.compareAt`, fields) : null,
  }
}

function amount(text: string, currency: string, field: string, fields: FieldErrors): number | null {
  const minor = parseDecimal(text, currency)
  if (minor === null) fields[field] = text.trim() ? `“${text.trim()}” is not a price in ${currency}.` : 'Enter a price.'
  else if (minor > PRICE_MAX_MINOR) fields[field] = 'This price is too high.'
  return minor
}

function checkOptions({ options, variants }: ProductInput, fields: FieldErrors): void {
  const names = new Set<string>()
  for (const [index, { name, values }] of options.entries()) {
    if (names.has(name.toLowerCase())) fields[`options.${index}.name`] = 'Another option has this name.'
    names.add(name.toLowerCase())
    if (new Set(values).size !== values.length) fields[`options.${index}.values`] = 'A value stands here twice.'
  }
  const seen = new Set<string>()
  const skus = new Set<string>()
  for (const [index, { values, sku }] of variants.entries()) {
    const known = values.length === options.length && values.every((value, i) => options[i]?.values.includes(value))
    if (!known) fields[`variants.${index}`] = 'This variant does not match the options.'
    if (seen.has(values.join('\u0000'))) fields[`variants.${index}`] = 'Another variant has the same values.'
    seen.add(values.join('\u0000'))
    if (sku && skus.has(sku)) fields[`variants.${index}.sku`] = 'Another variant has this SKU.'
    skus.add(sku)
  }
}
