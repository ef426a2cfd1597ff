/**
 * A demo store as rows: pure, with ids counted on from store to store, so that they are the same on every machine.
 * Deliberately not here: store, user and domain rows, which the platform's role writes (demo.ts).
 */
import type { ThemeSettings } from '@/db/schema/stores'
import { variantTitle } from '@/lib/catalog/rules'
import { DAY, fromNow } from '@/lib/clock'
import { invariant } from '@/lib/invariant'
import type { StoredImage } from '@/lib/media/image-store'
import { paragraphs } from './demo/html'
import type { DemoPolicyName, DemoProduct, DemoStore } from './demo/types'

/** Counts ids of each table, from 1. */
export class Ids {
  private readonly last = new Map<string, number>()

  next(table: string): number {
    const id = this.lastOf(table) + 1
    this.last.set(table, id)
    return id
  }

  lastOf(table: string): number {
    return this.last.get(table) ?? 0
  }

  /** Tables with ids, and the highest one given. */
  entries(): [string, number][] {
    return [...this.last]
  }
}

/** The stored picture of a product's view, or of the hero. */
export type PictureOf = (product: { handle: string; view: string } | null) => StoredImage

export type StoreRows = ReturnType<typeof storeRows>

/** Every row of the store's own content. */
export function storeRows(storeId: number, store: DemoStore, ids: Ids, pictureOf: PictureOf) {
  const products = store.products.map((product) => ({ id: ids.next('products'), product }))
  const idOf = new Map(products.map(({ id, product }) => [product.handle, id]))
  const variants = products.flatMap(({ id, product }) => variantRows(storeId, id, product, ids))
  const collections = store.collections.map((collection) => ({ id: ids.next('collections'), collection }))
  const zones = store.shippingZones.map((zone) => ({ id: ids.next('shipping_zones'), zone }))
  return {
    products: products.map(({ id, product }) => productRow(storeId, id, product)),
    variants: variants.map(({ row }) => row),
    levels: variants.map(({ level }) => level),
    movements: variants.flatMap(({ movement }) => movement ?? []),
    images: products.flatMap(({ id, product }) =>
      product.images.map(({ view, alt }, index) => {
        const image = pictureOf({ handle: product.handle, view })
        return { storeId, id: ids.next('product_images'), productId: id, position: index + 1, alt, ...image }
      }),
    ),
    collections: collections.map(({ id, collection: { handle, title, description } }, index) => {
      return { storeId, id, handle, title, descriptionHtml: paragraphs(description), position: index + 1 }
    }),
    collectionProducts: collections.flatMap(({ id, collection }) =>
      collection.products.map((handle, index) => {
        const productId = idOf.get(handle)
        invariant(productId, `collection ${collection.handle} names ${handle}, which ${store.slug} does not have`)
        return { storeId, collectionId: id, productId, position: index + 1 }
      }),
    ),
    pages: pageRows(storeId, store, ids),
    theme: {
      storeId,
      id: ids.next('themes'),
      name: 'Default',
      role: 'main',
      settings: theme(store, pictureOf),
    } as const,
    discounts: store.discounts.map(({ code, kind, value, minimumSubtotal = 0 }) => {
      return { storeId, id: ids.next('discounts'), code, kind, value, minimumSubtotalMinor: minimumSubtotal }
    }),
    zones: zones.map(({ id, zone: { name, countries } }) => ({ storeId, id, name, countries })),
    rates: zones.flatMap(({ id: zoneId, zone }) =>
      zone.rates.map(({ name, price, freeOver = null, minDays, maxDays }, index) => {
        const money = { priceMinor: price, freeOverMinor: freeOver }
        return {
          storeId,
          id: ids.next('shipping_rates'),
          zoneId,
          name,
          ...money,
          minDays,
          maxDays,
          position: index + 1,
        }
      }),
    ),
    taxRates: store.taxRates.map(({ country, province = '', name, rateBps }) => {
      return { storeId, id: ids.next('tax_rates'), country, province, name, rateBps }
    }),
  }
}

function productRow(storeId: number, id: number, product: DemoProduct) {
  const { handle, title, vendor, productType, descriptionHtml, seoDescription, tags, options } = product
  const publishedAt = fromNow(-product.publishedDaysAgo * DAY)
  const text = { handle, title, vendor, productType, descriptionHtml, seoDescription, tags, options }
  return { storeId, id, ...text, status: 'active' as const, publishedAt, createdAt: publishedAt }
}

function variantRows(storeId: number, productId: number, product: DemoProduct, ids: Ids) {
  return product.variants.map((variant, index) => {
    const id = ids.next('variants')
    const tracked = variant.tracked ?? true
    const available = tracked ? variant.quantity : 0
    const row = {
      storeId,
      id,
      productId,
      position: index + 1,
      title: variantTitle(variant.options, product.options),
      optionValues: variant.options,
      sku: variant.sku,
      priceMinor: variant.price,
      compareAtMinor: variant.compareAt ?? null,
      requiresShipping: variant.requiresShipping ?? true,
      grams: variant.grams,
    }
    const initial = { storeId, variantId: id, delta: available, reason: 'initial' } as const
    return {
      row,
      level: { storeId, variantId: id, available, tracked },
      movement: available > 0 ? { id: ids.next('inventory_movements'), ...initial } : null,
    }
  })
}

const POLICY_TITLES: Record<DemoPolicyName, string> = {
  'refund-policy': 'Refund policy',
  'privacy-policy': 'Privacy policy',
  'terms-of-service': 'Terms of service',
  'shipping-policy': 'Shipping policy',
}

function pageRows(storeId: number, store: DemoStore, ids: Ids) {
  const policies = Object.entries(POLICY_TITLES).map(([handle, title]) => ({
    kind: 'policy' as const,
    handle,
    title,
    bodyHtml: store.policies[handle as DemoPolicyName],
  }))
  const pages = store.pages.map((page) => ({ kind: 'page' as const, ...page }))
  return [...pages, ...policies].map((page) => ({ storeId, id: ids.next('pages'), ...page }))
}

function theme(store: DemoStore, pictureOf: PictureOf): ThemeSettings {
  const { preset, surface, raised, line, text, muted, accent, accentText } = store.theme
  return {
    preset,
    colors: { surface, raised, line, text, muted, accent, accentText },
    hero: {
      title: store.heroTitle,
      text: store.heroText,
      imageKey: pictureOf(null).key,
      imageAlt: store.heroAlt,
      cta: store.heroCta,
    },
    featuredCollection: store.featuredCollection,
  }
}
