/**
 * Builds a pottery product: every glaze in every size is a variant, and every glaze has its own picture. The glazes are
 * named once, here, with the swatch shown in the shop; how each behaves under light is in `db/seed/art/ceramics`.
 */

import { facts, paragraphs } from '../html'
import type { DemoImage, DemoProduct, DemoVariant } from '../types'

export const GLAZES = {
  Oat: '#d9c8a6',
  Chalk: '#ece8dd',
  Celadon: '#a9c0ae',
  Tide: '#3d5f78',
  Iron: '#5f3a28',
  Moss: '#74794a',
  Persimmon: '#b9603a',
  Night: '#2b2c30',
  Blush: '#d9b4a2',
} as const

export type Glaze = keyof typeof GLAZES

export interface PotSize {
  name: string
  /** Euro cents, VAT included. */
  price: number
  compareAt?: number
  grams: number
  /** Pieces on the shelf, one number for each glaze, in the order of `glazes`. */
  stock: number[]
}

export interface PotFacts {
  handle: string
  code: string
  title: string
  /** The studio line it belongs to. */
  line: 'Studio line' | 'Table line' | 'One-off shelf' | 'Garden line'
  type: string
  tags: string[]
  about: [string, string]
  seo: string
  glazes: Glaze[]
  sizes: PotSize[]
  notes: Record<string, string>
  /** What it looks like, without the glaze: “A round-bellied mug with a pulled handle”. */
  looks: string
  /** What the second picture shows. */
  inUse: string
  publishedDaysAgo: number
}

/** The picture of a product in one of its glazes; the first glaze is the front view. */
export const glazeView = (glazes: Glaze[], glaze: Glaze): string =>
  glazes[0] === glaze ? 'front' : `front-${glaze.toLowerCase()}`

const CARE = 'Dishwasher and microwave safe; let it cool before it meets cold water'

/** One pot, with its glazes and sizes as variants. */
export function pot(input: PotFacts): DemoProduct {
  const variants: DemoVariant[] = input.glazes.flatMap((glaze, index) =>
    input.sizes.map(({ name, price, compareAt, grams, stock }) => ({
      options: { Glaze: glaze, Size: name },
      sku: `KC-${input.code}-${glaze.slice(0, 3).toUpperCase()}-${name
        .replace(/[^a-z0-9]/gi, '')
        .slice(0, 6)
        .toUpperCase()}`,
      price,
      ...(compareAt === undefined ? {} : { compareAt }),
      quantity: stock[index] ?? 0,
      grams,
      imageView: glazeView(input.glazes, glaze),
    })),
  )
  const front = (glaze: Glaze): DemoImage => ({
    view: glazeView(input.glazes, glaze),
    alt: `${input.looks}, ${glaze} glaze`,
  })
  const [first, ...others] = input.glazes
  return {
    handle: input.handle,
    title: input.title,
    vendor: input.line,
    productType: input.type,
    descriptionHtml: `${paragraphs(...input.about)}\n${facts({
      Material: 'Stoneware, fired to 1,240 °C',
      ...input.notes,
      Care: input.notes.Care ?? CARE,
      Delivery: 'Packed in shredded paper, leaves Cork within two working days',
    })}`,
    seoDescription: input.seo,
    tags: input.tags,
    options: [
      {
        name: 'Glaze',
        values: [...input.glazes],
        swatches: Object.fromEntries(input.glazes.map((glaze) => [glaze, GLAZES[glaze]])),
      },
      { name: 'Size', values: input.sizes.map((size) => size.name) },
    ],
    variants,
    images: [...(first ? [front(first)] : []), { view: 'in-use', alt: input.inUse }, ...others.map(front)],
    publishedDaysAgo: input.publishedDaysAgo,
  }
}
