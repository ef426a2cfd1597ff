/**
 * Harbor Books, the demo bookshop (USD, tax added at checkout; the store with the custom domain). Assembles the parts in
 * `harbor-books/`; the handles here are what collections, navigation and tests rely on.
 */

import { fiction } from './harbor-books/fiction'
import { field } from './harbor-books/field'
import { poetryAndEssays } from './harbor-books/poetry-and-essays'
import { sea } from './harbor-books/sea'
import { tableAndMaking } from './harbor-books/table-and-making'
import { discounts, shippingZones, taxRates } from './harbor-books/trade'
import { pages, policies } from './harbor-books/words'
import type { DemoCollection, DemoProduct, DemoStore } from './types'

const products: DemoProduct[] = [...fiction, ...sea, ...field, ...tableAndMaking, ...poetryAndEssays]

const tagged = (tag: string): string[] =>
  products.filter((product) => product.tags.includes(tag)).map((product) => product.handle)

const collections: DemoCollection[] = [
  {
    handle: 'the-front-table',
    title: 'The front table',
    description: 'Twelve books we are pressing on people this month. If you only have ten minutes before the ferry.',
    products: [
      'the-salt-ledger',
      'a-field-guide-to-ordinary-weather',
      'bread-before-seven',
      'every-light-on-the-coast',
      'what-the-ferry-carried',
      'moss-a-slow-history',
      'instructions-for-a-long-table',
      'nine-rooms-facing-north',
      'color-carefully',
      'night-walks-with-owls',
      'the-tide-table',
      'low-season',
    ],
  },
  {
    handle: 'fiction',
    title: 'Fiction',
    description: 'Novels and stories, most of them quiet, two of them not.',
    products: tagged('fiction'),
  },
  {
    handle: 'sea-and-coast',
    title: 'Sea and coast',
    description: 'Tides, lights, knots and the people who row out to look at them. The shelf nearest the door.',
    products: tagged('sea'),
  },
  {
    handle: 'field-and-weather',
    title: 'Field and weather',
    description: 'Hedges, owls, moss and drizzle, for people who like to know the name of what they are looking at.',
    products: tagged('nature'),
  },
  {
    handle: 'kitchen-and-table',
    title: 'Kitchen and table',
    description: 'Cookbooks we cook from. Every one has been splashed by a member of staff.',
    products: tagged('kitchen'),
  },
  {
    handle: 'design-and-making',
    title: 'Design and making',
    description: 'Letters, chairs, knots and color: how things are made, by the people who make them.',
    products: [...new Set([...tagged('design'), ...tagged('craft')])],
  },
  {
    handle: 'poetry-and-essays',
    title: 'Poetry and essays',
    description: 'Short books for reading slowly.',
    products: [...tagged('poetry'), ...tagged('essays')],
  },
]

export const harborBooks: DemoStore = {
  slug: 'harbor-books',
  name: 'Harbor Books',
  currency: 'USD',
  taxInclusive: false,
  locale: 'en-US',
  timeZone: 'America/New_York',
  weightUnit: 'lb',
  tagline: 'Books worth missing the ferry for',
  seoDescription:
    'A small independent bookshop at the bottom of Ferry Street: fiction, sea, weather, kitchen and design.',
  announcement: 'Free media mail on orders over $50',
  email: 'hello@books.example.test',
  address: {
    name: 'Harbor Books',
    address1: '12 Ferry Street',
    city: 'Port Alder',
    province: 'ME',
    zip: '04101',
    country: 'US',
  },
  heroTitle: 'Books worth missing the ferry for',
  heroText: 'A short shelf, argued over daily. Chosen by four people who have read what they sell.',
  heroImage: 'hero',
  heroAlt: 'Eight books from the front table lying on pale cloth, seen from above',
  heroCta: { label: 'See the front table', href: '/collections/the-front-table' },
  featuredCollection: 'the-front-table',
  collections,
  products,
  pages,
  policies,
  discounts,
  shippingZones,
  taxRates,
  theme: {
    preset: 'bookshop',
    headingFont: 'fraunces',
    bodyFont: 'instrument-sans',
    surface: '#fbf8f2',
    raised: '#ffffff',
    text: '#1d2430',
    muted: '#5d6470',
    line: '#e4ddd0',
    accent: '#1f4b5f',
    accentText: '#ffffff',
    radius: 6,
    imageRatio: '4:5',
  },
  navigation: [
    { label: 'Front table', href: '/collections/the-front-table' },
    { label: 'Fiction', href: '/collections/fiction' },
    { label: 'Sea', href: '/collections/sea-and-coast' },
    { label: 'Field', href: '/collections/field-and-weather' },
    { label: 'Kitchen', href: '/collections/kitchen-and-table' },
    { label: 'Design', href: '/collections/design-and-making' },
    { label: 'About', href: '/pages/about' },
  ],
  footerNavigation: [
    { label: 'About the shop', href: '/pages/about' },
    { label: 'Shipping and returns', href: '/pages/shipping-and-returns' },
    { label: 'Reading group', href: '/pages/reading-group' },
    { label: 'Contact', href: '/pages/contact' },
  ],
  footerNote: 'Harbor Books, 12 Ferry Street, Port Alder. Open until the last boat.',
}
