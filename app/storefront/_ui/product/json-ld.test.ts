import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import type { ProductView } from '@/lib/catalog/types'
import { PLAIN_THEME, type StoreProfile } from '@/lib/stores/queries'
import { JsonLd } from './json-ld'

vi.mock('@/lib/tenancy/store-hosts', () => ({ storeOrigin: () => 'https://shop.example' }))

const variant = {
  ...{ id: 7, title: 'Default Title', optionValues: {}, sku: 'S', priceMinor: 1250, compareAtMinor: null },
  ...{ requiresShipping: true, taxable: true, grams: 1, tracked: true, policy: 'deny' as const, available: 0 },
  ...{ position: 1, version: 1 },
}
const product: ProductView = {
  ...{ id: 1, handle: 'mug', title: 'Mug </script><script>x()', vendor: 'Kiln', productType: 'Mug' },
  ...{ descriptionHtml: '', seoDescription: 'A mug', tags: [], options: [], images: [], variants: [variant] },
  ...{ status: 'active', publishedAt: null, version: 1, createdAt: '', updatedAt: '' },
}
const profile: StoreProfile = {
  ...{
    id: 1,
    slug: 's',
    name: 'S',
    email: 's@shop.example',
    plan: 'basic',
    planStatus: 'active',
    status: 'active',
    currency: 'USD',
  },
  ...{
    locale: 'en-US',
    taxInclusive: false,
    taxShipping: false,
    taxProvider: 'rates',
    primaryDomain: null,
    redirectToPrimary: true,
  },
  ...{ stripeAccountId: null, chargesEnabled: false, settings: {}, theme: PLAIN_THEME },
}

it('cannot be ended by a title, and says price and stock', () => {
  const shown = renderToStaticMarkup(JsonLd({ profile, product }))
  expect(shown.match(/<\/script>/g)).toHaveLength(1)
  const json = JSON.parse(shown.replace(/^<script[^>]*>|<\/script>$/g, ''))
  expect(json['@type']).toBe('Product')
  expect(json.name).toBe(product.title)
  expect(json.offers).toMatchObject({ price: '12.50', availability: 'http://schema.org/OutOfStock' })
})
