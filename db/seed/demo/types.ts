/**
 * The shape of a demo store: pure data, without ids, clocks or a database. Money is integer minor units of the store's
 * currency, weights are grams, rates are basis points. The seeder turns these into rows; `db/seed/art` draws the views.
 */

export interface DemoVariant {
  /** One value for every option of the product, by option name. */
  options: Record<string, string>
  sku: string
  /** Minor units. */
  price: number
  /** Minor units; only on sale, then above `price`. */
  compareAt?: number
  quantity: number
  /** Default true; e-books are not counted. */
  tracked?: boolean
  /** Default true; e-books are not shipped. */
  requiresShipping?: boolean
  grams: number
  /** The view of the product's `images` that shows this variant. */
  imageView?: string
}

export interface DemoOption {
  name: string
  values: string[]
  /** A CSS colour for each value, where a colour says more than the word. */
  swatches?: Record<string, string>
}

export interface DemoImage {
  /** The name under which `drawProduct` draws it; unique in the product. */
  view: string
  alt: string
}

export interface DemoProduct {
  handle: string
  title: string
  /** The author in the bookshop, the studio line in the pottery. */
  vendor: string
  productType: string
  /** Two paragraphs and a list of facts. */
  descriptionHtml: string
  seoDescription: string
  tags: string[]
  options: DemoOption[]
  variants: DemoVariant[]
  images: DemoImage[]
  /** Days between publication and the moment of seeding. */
  publishedDaysAgo: number
}

export interface DemoCollection {
  handle: string
  title: string
  description: string
  /** Product handles, in the order they are shown. */
  products: string[]
}

export interface DemoPage {
  handle: string
  title: string
  bodyHtml: string
}

export interface DemoDiscount {
  code: string
  kind: 'percentage' | 'fixed_amount' | 'free_shipping'
  /** Basis points for a percentage, minor units for an amount, 0 for free shipping. */
  value: number
  /** Minor units. */
  minimumSubtotal?: number
}

export interface DemoShippingRate {
  name: string
  /** Minor units. */
  price: number
  /** Minor units of subtotal from which the rate costs nothing. */
  freeOver?: number
  minDays: number
  maxDays: number
}

export interface DemoShippingZone {
  name: string
  /** ISO 3166-1 alpha-2, or `['*']` for everywhere not named by another zone. */
  countries: string[]
  rates: DemoShippingRate[]
}

export interface DemoTaxRate {
  country: string
  /** The second half of ISO 3166-2. */
  province?: string
  name: string
  rateBps: number
}

export type DemoFont = 'fraunces' | 'instrument-sans' | 'bricolage-grotesque' | 'hanken-grotesk'

export interface DemoTheme {
  preset: 'bookshop' | 'studio'
  headingFont: DemoFont
  bodyFont: DemoFont
  /** Page ground, and what lies on it. */
  surface: string
  raised: string
  text: string
  muted: string
  line: string
  accent: string
  accentText: string
  /** Corner radius in px. */
  radius: number
  /** Width to height of product pictures. */
  imageRatio: '4:5'
}

export interface DemoAddress {
  name: string
  address1: string
  address2?: string
  city: string
  province?: string
  zip: string
  country: string
}

export interface DemoLink {
  label: string
  href: string
}

export type DemoPolicyName = 'refund-policy' | 'privacy-policy' | 'terms-of-service' | 'shipping-policy'

export type DemoStoreSlug = 'harbor-books' | 'kiln-and-clay'

export interface DemoStore {
  slug: DemoStoreSlug
  name: string
  currency: 'USD' | 'EUR'
  taxInclusive: boolean
  locale: string
  timeZone: string
  weightUnit: 'g' | 'lb'
  tagline: string
  seoDescription: string
  announcement?: string
  email: string
  address: DemoAddress
  heroTitle: string
  heroText: string
  /** The view for `drawHero`. */
  heroImage: 'hero'
  heroAlt: string
  heroCta: DemoLink
  /** The collection whose products the home page shows first. */
  featuredCollection: string
  collections: DemoCollection[]
  products: DemoProduct[]
  pages: DemoPage[]
  policies: Record<DemoPolicyName, string>
  discounts: DemoDiscount[]
  shippingZones: DemoShippingZone[]
  taxRates: DemoTaxRate[]
  theme: DemoTheme
  navigation: DemoLink[]
  footerNavigation: DemoLink[]
  footerNote: string
}
