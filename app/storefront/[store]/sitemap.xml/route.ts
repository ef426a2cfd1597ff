/** The index of a store's sitemaps: products in files of SITEMAP_PRODUCTS, collections, pages. */
import { sitemapProducts, storeProfile } from '@/app/_cache/storefront'
import { storeIdOf } from '@/app/storefront/_ui/params'
import { SITEMAP_LISTINGS, xmlResponse } from '@/app/storefront/_ui/sitemap'
import { storeOrigin } from '@/lib/tenancy/store-hosts'

export const dynamic = 'force-static'
export const revalidate = 3600
export function generateStaticParams() {
  return []
}

export async function GET(_request: Request, { params }: { params: Promise<{ store: string }> }) {
  const storeId = storeIdOf(await params)
  const [profile, { pages }] = await Promise.all([storeProfile(storeId), sitemapProducts(storeId, 1)])
  const files = Array.from({ length: Math.ceil(pages / SITEMAP_LISTINGS) }, (_, index) => `products-${index + 1}.xml`)
  return xmlResponse(
    'sitemapindex',
    'sitemap',
    [...files, 'collections.xml', 'pages.xml'].map((file) => `${storeOrigin(profile)}/sitemap/${file}`),
  )
}
