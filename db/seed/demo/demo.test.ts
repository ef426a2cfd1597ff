/** The demo stores are consistent: everything named exists, everything unique is unique, every promised case is there. */

import { describe, expect, it } from 'vitest'
import { harborBooks } from './harbor-books'
import { kilnAndClay } from './kiln-and-clay'
import type { DemoProduct, DemoStore } from './types'

const HANDLE = /^[a-z0-9]+(-[a-z0-9]+)*$/

const totalStock = (product: DemoProduct): number =>
  product.variants.reduce((sum, variant) => sum + variant.quantity, 0)

const counted = (product: DemoProduct): boolean => product.variants.every((variant) => variant.tracked !== false)

const expectUnique = (values: string[]): void => {
  expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([])
}

/** Every path in the store that a link may lead to. */
const paths = (store: DemoStore): string[] => [
  ...store.collections.map((collection) => `/collections/${collection.handle}`),
  ...store.pages.map((page) => `/pages/${page.handle}`),
]

describe.each([harborBooks, kilnAndClay])('$name', (store) => {
  it('has the promised numbers of products and collections', () => {
    expect(store.products.length).toBeGreaterThanOrEqual(28)
    expect(store.collections.length).toBeGreaterThanOrEqual(5)
    expect(store.collections.length).toBeLessThanOrEqual(7)
  })

  it('has unique handles and SKUs', () => {
    expectUnique(store.products.map((product) => product.handle))
    expectUnique(store.collections.map((collection) => collection.handle))
    expectUnique(store.pages.map((page) => page.handle))
    expectUnique(store.products.flatMap((product) => product.variants.map((variant) => variant.sku.toLowerCase())))
    for (const { handle } of [...store.products, ...store.collections, ...store.pages]) expect(handle).toMatch(HANDLE)
  })

  it('fills every collection, with products that exist, and leaves no product without one', () => {
    const handles = store.products.map((product) => product.handle)
    for (const collection of store.collections) {
      expect(collection.products.length, collection.handle).toBeGreaterThanOrEqual(4)
      expectUnique(collection.products)
      expect(collection.products.filter((handle) => !handles.includes(handle))).toEqual([])
    }
    const shown = store.collections.flatMap((collection) => collection.products)
    expect(handles.filter((handle) => !shown.includes(handle))).toEqual([])
  })

  it('links only to pages and collections that exist', () => {
    const links = [store.heroCta, ...store.navigation, ...store.footerNavigation].map((link) => link.href)
    expect(links.filter((href) => !paths(store).includes(href))).toEqual([])
    expect(store.collections.map((collection) => collection.handle)).toContain(store.featuredCollection)
  })

  it('has one product that is sold out, one with a single unit, and one on sale', () => {
    const soldOut = store.products.filter((product) => counted(product) && totalStock(product) === 0)
    const lastOne = store.products.filter((product) => counted(product) && totalStock(product) === 1)
    const sale = store.products.filter((product) => product.variants.some((variant) => variant.compareAt))
    expect(soldOut).toHaveLength(1)
    expect(lastOne).toHaveLength(1)
    expect(sale.length).toBeGreaterThanOrEqual(1)
  })

  it('gives discounts, rates and taxes as integers in range', () => {
    expectUnique(store.discounts.map((discount) => discount.code))
    for (const { kind, value, minimumSubtotal } of store.discounts) {
      expect(Number.isInteger(value) && Number.isInteger(minimumSubtotal ?? 0)).toBe(true)
      if (kind === 'percentage') expect(value).toBeLessThanOrEqual(10000)
    }
    for (const rate of store.taxRates) expect(Number.isInteger(rate.rateBps) && rate.rateBps < 3000).toBe(true)
    expectUnique(store.taxRates.map((rate) => `${rate.country}-${rate.province ?? ''}`))
    expectUnique(store.shippingZones.flatMap((zone) => zone.countries))
    for (const rate of store.shippingZones.flatMap((zone) => zone.rates)) {
      expect(Number.isInteger(rate.price) && Number.isInteger(rate.freeOver ?? 0)).toBe(true)
      expect(rate.minDays).toBeLessThanOrEqual(rate.maxDays)
    }
  })
})

const all = [harborBooks, kilnAndClay].flatMap((store) => store.products)

describe.each(all.map((product) => [product.handle, product] as const))('%s', (_handle, product) => {
  it('has variants that cover the options exactly', () => {
    const combinations = product.options.reduce((count, option) => count * option.values.length, 1)
    expect(product.variants).toHaveLength(combinations)
    expectUnique(product.variants.map((variant) => JSON.stringify(Object.entries(variant.options).sort())))
    for (const variant of product.variants) {
      expect(Object.keys(variant.options)).toEqual(product.options.map((option) => option.name))
      for (const option of product.options) expect(option.values).toContain(variant.options[option.name])
    }
    for (const { values, swatches } of product.options) {
      if (swatches) expect(Object.keys(swatches)).toEqual(values)
    }
  })

  it('has whole, positive money and weights that fit the kind of thing', () => {
    for (const variant of product.variants) {
      expect(Number.isSafeInteger(variant.price) && variant.price > 0).toBe(true)
      if (variant.compareAt !== undefined) expect(variant.compareAt).toBeGreaterThan(variant.price)
      expect(Number.isInteger(variant.quantity) && variant.quantity >= 0).toBe(true)
      expect(variant.requiresShipping === false ? variant.grams === 0 : variant.grams >= 50).toBe(true)
    }
  })

  it('has at least two pictures, each described, and two paragraphs of text', () => {
    expect(product.images.length).toBeGreaterThanOrEqual(2)
    expect(product.images[0]?.view).toBe('front')
    expectUnique(product.images.map((image) => image.view))
    expectUnique(product.images.map((image) => image.alt))
    const views = product.images.map((image) => image.view)
    for (const { imageView } of product.variants) if (imageView) expect(views).toContain(imageView)
    expect(product.descriptionHtml.match(/<p>/g)).toHaveLength(2)
    expect(product.descriptionHtml.length).toBeGreaterThan(400)
    expect(product.seoDescription.length).toBeLessThanOrEqual(160)
  })
})
