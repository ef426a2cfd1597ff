/** Every picture the demo names can be drawn, is a picture, and is the same picture each time. */

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { harborBooks } from '../demo/harbor-books'
import { kilnAndClay } from '../demo/kiln-and-clay'
import type { DemoProduct, DemoStore, DemoStoreSlug } from '../demo/types'
import { ARRANGEMENTS } from './ceramics/arrangements'
import { PIECES } from './ceramics/pieces'
import { coverFor } from './covers/draw'
import { OPENINGS } from './covers/openings'
import { drawHero, drawLogo, drawProduct, HERO_SIZE, PRODUCT_SIZE } from './draw'

const STORES: Record<DemoStoreSlug, DemoStore> = { 'harbor-books': harborBooks, 'kiln-and-clay': kilnAndClay }

const named = (slug: DemoStoreSlug, handle: string): DemoProduct => {
  const product = STORES[slug].products.find((each) => each.handle === handle)
  if (!product) throw new Error(`no product ${handle}`)
  return product
}

const pixels = async (svg: string) => sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true })

/** Standard deviation of all channels: a blank or failed drawing has next to none. */
function contrast(data: Buffer): number {
  let sum = 0
  let squares = 0
  for (const value of data) {
    sum += value
    squares += value * value
  }
  return Math.sqrt(squares / data.length - (sum / data.length) ** 2)
}

describe('the bookshop', () => {
  it('has a cover for every title, and a page for every open book', () => {
    for (const product of harborBooks.products) {
      expect(coverFor(product).art.length, product.handle).toBeGreaterThan(500)
      if (product.images.some((image) => image.view === 'spread')) expect(OPENINGS).toHaveProperty(product.handle)
    }
  })

  it('gives each title its own cover', () => {
    const arts = harborBooks.products
      .filter((product) => !product.handle.endsWith('-signed'))
      .map((product) => coverFor(product).art)
    expect(new Set(arts).size).toBe(arts.length)
  })
})

describe('the pottery', () => {
  it('has a form and an arrangement for every piece, and none without a product', () => {
    const handles = kilnAndClay.products.map((product) => product.handle).sort()
    expect(Object.keys(PIECES).sort()).toEqual(handles)
    expect(Object.keys(ARRANGEMENTS).sort()).toEqual(handles)
  })
})

const SLUGS = ['harbor-books', 'kiln-and-clay'] as const

const SAMPLES = [
  ['harbor-books', 'the-salt-ledger', 'front'],
  ['harbor-books', 'paper-orchard', 'angle'],
  ['harbor-books', 'bread-before-seven', 'spread'],
  ['harbor-books', 'the-salt-ledger-signed', 'signature'],
  ['harbor-books', 'moss-a-slow-history', 'detail'],
  ['kiln-and-clay', 'bud-vase', 'front'],
  ['kiln-and-clay', 'salt-bowl', 'front-persimmon'],
  ['kiln-and-clay', 'tea-bowl', 'in-use'],
] as const

describe('a picture', { timeout: 60_000 }, () => {
  it.each(SAMPLES)('of %s: %s, %s', async (slug, handle, view) => {
    const product = named(slug, handle)
    const svg = drawProduct(slug, product, view)
    expect(drawProduct(slug, product, view)).toBe(svg)
    const { data, info } = await pixels(svg)
    expect({ width: info.width, height: info.height }).toEqual(PRODUCT_SIZE)
    expect(contrast(data)).toBeGreaterThan(15)
  })

  it.each(SLUGS)('for the home page of %s', async (slug) => {
    const { data, info } = await pixels(drawHero(slug))
    expect({ width: info.width, height: info.height }).toEqual(HERO_SIZE)
    expect(contrast(data)).toBeGreaterThan(15)
  })

  it.each(SLUGS)('of the name of %s has no text that needs a font', (slug) => {
    expect(drawLogo(slug)).toMatch(/^<svg .*<path /)
    expect(drawLogo(slug)).not.toContain('<text')
  })

  it('that no product names is refused', () => {
    expect(() => drawProduct('harbor-books', named('harbor-books', 'low-season'), 'back')).toThrow('no view “back”')
    expect(() => drawProduct('kiln-and-clay', named('kiln-and-clay', 'bud-vase'), 'front-plaid')).toThrow('no glaze')
  })
})
