/**
 * The pictures of the demo stores, as SVG text: what the seeder calls. Pure and deterministic; the same handle and view give
 * the same picture on every machine. Rendering to pixels and storing is the seeder's (pass `unlimited: true` to sharp: the
 * pottery stands in its SVG as a large image).
 */

import type { DemoProduct, DemoStoreSlug } from '@/db/seed/demo/types'
import { drawCeramic, drawCeramicHero } from './ceramics/draw'

/** Width and height of product pictures, and of the wide picture of a home page. */
export const PRODUCT_SIZE = { width: 1200, height: 1500 } as const
export const HERO_SIZE = { width: 2000, height: 1250 } as const

/** One of the views that `product.images` names; throws for any other. */
export function drawProduct(_slug: DemoStoreSlug, product: DemoProduct, view: string): string {
  return drawCeramic(product, view)
}

/** The picture at the top of the home page; it may be cropped to 4:5 around its middle. */
export function drawHero(_slug: DemoStoreSlug): string {
  return drawCeramicHero(HERO_SIZE.width, HERO_SIZE.height)
}

export function drawLogo(_slug: DemoStoreSlug): string {
  return '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
}
