/**
 * Kiln & Clay, the demo pottery (EUR, VAT included in prices). Assembles the parts in `kiln-and-clay/`; the handles here
 * are what collections, navigation and tests rely on.
 */

import { cupsAndBowls } from './kiln-and-clay/cups-and-bowls'
import { platesAndPouring } from './kiln-and-clay/plates-and-pouring'
import { discounts, shippingZones, taxRates } from './kiln-and-clay/trade'
import { vasesAndGarden } from './kiln-and-clay/vases-and-garden'
import { pages, policies } from './kiln-and-clay/words'
import type { DemoCollection, DemoProduct, DemoStore } from './types'

const products: DemoProduct[] = [...cupsAndBowls, ...platesAndPouring, ...vasesAndGarden]

const tagged = (...tags: string[]): string[] =>
  products.filter((product) => product.tags.some((tag) => tags.includes(tag))).map((product) => product.handle)

const collections: DemoCollection[] = [
  {
    handle: 'fresh-from-the-kiln',
    title: 'Fresh from the kiln',
    description: 'What came out of the last firing, and the pieces we keep putting in the window.',
    products: [
      'morning-mug',
      'shoulder-vase',
      'serving-bowl',
      'field-pitcher',
      'moon-jar',
      'round-teapot',
      'breakfast-bowl',
      'bud-vase',
      'dinner-plate',
      'tea-bowl',
      'cylinder-vase',
      'candle-cup',
    ],
  },
  {
    handle: 'cups-and-mugs',
    title: 'Cups and mugs',
    description: 'For coffee, tea and water. All of them stand firm on an uneven table.',
    products: tagged('cups'),
  },
  {
    handle: 'bowls',
    title: 'Bowls',
    description: 'From a pinch of salt to a salad for eight.',
    products: tagged('bowls'),
  },
  {
    handle: 'plates',
    title: 'Plates',
    description: 'Flat things, made carefully. They match across years, if not to the millimetre.',
    products: tagged('plates'),
  },
  {
    handle: 'pouring-and-serving',
    title: 'Pouring and serving',
    description: 'Pitchers, teapots and the large pieces that go in the middle of the table.',
    products: tagged('pouring', 'serving'),
  },
  {
    handle: 'vases',
    title: 'Vases',
    description: 'For one stem, for an armful, or for standing empty.',
    products: tagged('vases'),
  },
  {
    handle: 'house-and-garden',
    title: 'House and garden',
    description: 'Planters, jars and candle cups for the rooms where nobody eats.',
    products: tagged('garden', 'house'),
  },
]

export const kilnAndClay: DemoStore = {
  slug: 'kiln-and-clay',
  name: 'Kiln & Clay',
  currency: 'EUR',
  taxInclusive: true,
  locale: 'en-IE',
  timeZone: 'Europe/Dublin',
  weightUnit: 'g',
  tagline: 'Stoneware for every day, from one kiln in Cork',
  seoDescription: 'Thrown and glazed by hand in Cork: mugs, bowls, plates, pitchers and vases in nine glazes.',
  announcement: 'The November kiln is open: forty new pieces on the shelf',
  email: 'studio@kiln-and-clay.example',
  address: { name: 'Kiln & Clay', address1: '14 Ropewalk Lane', city: 'Cork', zip: 'T12 X2P4', country: 'IE' },
  heroTitle: 'Made slowly, used daily',
  heroText: 'Stoneware from one clay, nine glazes and a kiln that never does exactly as it is told.',
  heroImage: 'hero',
  heroAlt: 'A vase with a branch, a pitcher, bowls and cups standing together in soft light from the left',
  heroCta: { label: 'Fresh from the kiln', href: '/collections/fresh-from-the-kiln' },
  featuredCollection: 'fresh-from-the-kiln',
  collections,
  products,
  pages,
  policies,
  discounts,
  shippingZones,
  taxRates,
  theme: {
    preset: 'studio',
    headingFont: 'bricolage-grotesque',
    bodyFont: 'hanken-grotesk',
    surface: '#f6f3ee',
    raised: '#fffdfa',
    text: '#28231f',
    muted: '#6b625a',
    line: '#e0d8cd',
    accent: '#9a4524',
    accentText: '#ffffff',
    radius: 8,
    imageRatio: '4:5',
  },
  navigation: [
    { label: 'New', href: '/collections/fresh-from-the-kiln' },
    { label: 'Cups', href: '/collections/cups-and-mugs' },
    { label: 'Bowls', href: '/collections/bowls' },
    { label: 'Plates', href: '/collections/plates' },
    { label: 'Serving', href: '/collections/pouring-and-serving' },
    { label: 'Vases', href: '/collections/vases' },
    { label: 'House', href: '/collections/house-and-garden' },
    { label: 'Studio', href: '/pages/about' },
  ],
  footerNavigation: [
    { label: 'The studio', href: '/pages/about' },
    { label: 'The nine glazes', href: '/pages/glazes' },
    { label: 'Care', href: '/pages/care' },
    { label: 'Shipping and returns', href: '/pages/shipping-and-returns' },
  ],
  footerNote: 'Kiln & Clay, 14 Ropewalk Lane, Cork. Thrown, glazed and packed by five people.',
}
