/**
 * Builds a bookshop product from what a bookseller knows about a title. Keeps the rule that an e-book is neither counted
 * nor shipped and weighs nothing. The covers are drawn in `db/seed/art/covers`, by handle.
 */

import { facts, paragraphs } from '../html'
import type { DemoImage, DemoProduct, DemoVariant } from '../types'

interface Copies {
  /** US cents. */
  price: number
  compareAt?: number
  quantity: number
  grams: number
}

export interface BookFacts {
  handle: string
  code: string
  title: string
  author: string
  type: string
  tags: string[]
  about: [string, string]
  seo: string
  pages: number
  trim: string
  /** Facts beyond pages, trim and binding: illustrations, paper, edition. */
  notes?: Record<string, string>
  hardcover?: Copies
  paperback?: Copies
  /** US cents. */
  ebook?: number
  publishedDaysAgo: number
  /** What is seen on the cover, for those who do not see it. */
  cover: string
  /** The second picture; some titles have a third. */
  views?: ('angle' | 'spread' | 'signature' | 'detail')[]
}

const ALT: Record<string, (title: string) => string> = {
  angle: (title) => `“${title}” lying at an angle, the page edge catching the light`,
  spread: (title) => `“${title}” open at its title page and the beginning of the text`,
  signature: (title) => `The title page of “${title.replace(' (signed)', '')}”, signed in blue-black ink and numbered`,
  detail: (title) => `Close view of the cover of “${title}”`,
}

function variant(format: string, sku: string, copies: Copies): DemoVariant {
  return { options: { Format: format }, sku, ...copies }
}

/** One book, with its formats as variants of the option “Format”. */
export function book(input: BookFacts): DemoProduct {
  const variants: DemoVariant[] = []
  if (input.hardcover) variants.push(variant('Hardcover', `HB-${input.code}-HC`, input.hardcover))
  if (input.paperback) variants.push(variant('Paperback', `HB-${input.code}-PB`, input.paperback))
  if (input.ebook !== undefined) {
    variants.push({
      ...variant('E-book', `HB-${input.code}-EB`, { price: input.ebook, quantity: 0, grams: 0 }),
      tracked: false,
      requiresShipping: false,
    })
  }
  const views = input.views ?? ['angle']
  const images: DemoImage[] = [
    { view: 'front', alt: `Cover of “${input.title}” by ${input.author}: ${input.cover}` },
    ...views.map((view) => ({ view, alt: (ALT[view] ?? String)(input.title) })),
  ]
  const bindings = variants.map((each) => each.options.Format).join(', ')
  return {
    handle: input.handle,
    title: input.title,
    vendor: input.author,
    productType: input.type,
    descriptionHtml: `${paragraphs(...input.about)}\n${facts({
      Author: input.author,
      Pages: String(input.pages),
      Size: input.trim,
      Formats: bindings,
      ...input.notes,
    })}`,
    seoDescription: input.seo,
    tags: input.tags,
    options: [{ name: 'Format', values: variants.map((each) => each.options.Format ?? '') }],
    variants,
    images,
    publishedDaysAgo: input.publishedDaysAgo,
  }
}
