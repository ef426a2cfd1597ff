/**
 * The pictures of the demo stores, as SVG text: what the seeder calls. Pure and deterministic; the same handle and view give
 * the same picture on every machine. Rendering to pixels and storing is the seeder's.
 */

import type { DemoProduct, DemoStoreSlug } from '@/db/seed/demo/types'
import { drawCeramic, drawCeramicHero } from './ceramics/draw'
import { drawBook } from './covers/draw'
import { drawBookHero } from './covers/hero'
import { drawWordmark } from './wordmark'

/** Width and height of product pictures, and of the wide picture of a home page. */
export const PRODUCT_SIZE = { width: 1200, height: 1500 } as const
export const HERO_SIZE = { width: 2000, height: 1250 } as const

/** One of the views that `product.images` names, 1200 by 1500; throws for any other. */
export const drawProduct = (slug: DemoStoreSlug, product: DemoProduct, view: string): string =>
  slug === 'harbor-books' ? drawBook(product, view) : drawCeramic(product, view)

/** The picture at the top of the home page, 2000 by 1250; it may be cropped to 4:5 around its middle. */
export const drawHero = (slug: DemoStoreSlug): string =>
  slug === 'harbor-books'
    ? drawBookHero(HERO_SIZE.width, HERO_SIZE.height)
    : drawCeramicHero(HERO_SIZE.width, HERO_SIZE.height)

/** The shop's name as a drawing, on a transparent ground. */
export const drawLogo = (slug: DemoStoreSlug): string => drawWordmark(slug)
