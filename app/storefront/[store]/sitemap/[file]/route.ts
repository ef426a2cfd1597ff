/** One sitemap: `products-N.xml`, `collections.xml` or `pages.xml`. */
import { notFound } from 'next/navigation'
import { collections, contentIndex, sitemapProducts, storeProfile } from '@/app/_cache/storefront'
import { storeIdOf } from '@/app/storefront/_ui/params'
import { SITEMAP_LISTINGS, xmlResponse } from '@/app/storefront/_ui/sitemap'
import { storeOrigin } from '@/lib/tenancy/store-hosts'

export const dynamic = 'force-static'
export const revalidate = 3600
export function generateStaticParams() {
  return []
}

export async function GET(_request: Request, { params }: { params: Promise<{ store: string; file: string }> }) {
  const { store, file } = await params
  const storeId = storeIdOf({ store })
  const profile = await storeProfile(storeId)
  const paths = await pathsOf(storeId, file)
  if (!paths) notFound()
  return xmlResponse(
    'urlset',
    'url',
    paths.map((path) => storeOrigin(profile) + path),
  )
}

async function pathsOf(storeId: number, file: string): Promise<string[] | null> {
  if (file === 'collections.xml') {
    const shelves = await collections(storeId)
    return ['/', '/collections/all', ...shelves.map((shelf) => `/collections/${encodeURIComponent(shelf.handle)}`)]
  }
  if (file === 'pages.xml') {
    const content = await contentIndex(storeId)
    return content.map(({ kind, handle }) => `/${kind === 'page' ? 'pages' : 'policies'}/${encodeURIComponent(handle)}`)
  }
  const number = Number(/^products-([1-9]\d{0,2})\.xml$/.exec(file)?.[1])
  return Number.isInteger(number) ? productPaths(storeId, number) : null
}

async function productPaths(storeId: number, file: number): Promise<string[] | null> {
  const first = (file - 1) * SITEMAP_LISTINGS + 1
  const { pages } = await sitemapProducts(storeId, 1)
  if (first > pages) return null
  const count = Math.min(SITEMAP_LISTINGS, pages - first + 1)
  const listings = await Promise.all(Array.from({ length: count }, (_, i) => sitemapProducts(storeId, first + i)))
  return listings.flatMap(({ handles }) => handles.map((handle) => `/products/${encodeURIComponent(handle)}`))
}
