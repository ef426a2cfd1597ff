/** Home: one picture with few words, the featured shelf, the collections, who the shop is. */
import type { Metadata } from 'next'
import { collections, contentPage, featuredProducts, storeProfile } from '@/app/_cache/storefront'
import { CollectionTiles } from '@/app/storefront/_ui/home/collection-tiles'
import { Hero } from '@/app/storefront/_ui/home/hero'
import { Story } from '@/app/storefront/_ui/home/story'
import { storeIdOf } from '@/app/storefront/_ui/params'
import { ProductGrid } from '@/app/storefront/_ui/product-grid'
import { SectionHead } from '@/app/storefront/_ui/section-head'

export const dynamic = 'force-static'
export const revalidate = 300
export function generateStaticParams() {
  return []
}

export const metadata: Metadata = { alternates: { canonical: '/' } }

interface Props {
  params: Promise<{ store: string }>
}

export default async function HomePage({ params }: Props) {
  const storeId = storeIdOf(await params)
  const profile = await storeProfile(storeId)
  const [featured, shelves, about] = await Promise.all([
    featuredProducts(storeId, profile.theme.featuredCollection ?? null),
    collections(storeId),
    contentPage(storeId, 'page', 'about'),
  ])
  const featuredHandle = featured.head?.handle ?? 'all'
  return (
    <>
      <Hero profile={profile} />
      {featured.products.length > 0 && (
        <section aria-labelledby="featured" className="wrap mt-16 md:mt-24">
          <SectionHead
            id="featured"
            title={featured.head?.title ?? 'New in the shop'}
            link={{ href: `/collections/${featuredHandle}`, label: 'See all' }}
          />
          <ProductGrid products={featured.products} currency={profile.currency} locale={profile.locale} />
        </section>
      )}
      <CollectionTiles collections={shelves.filter((shelf) => shelf.handle !== featured.head?.handle)} />
      {about && <Story page={about} storeName={profile.name} />}
    </>
  )
}
