/** A collection's page: head, count and order, products, further pages. One body for both routes that show it. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { collectionPage, storeProfile } from '@/app/_cache/storefront'
import { EmptyState } from '../empty-state'
import { PageHead } from '../page-head'
import { handleOf, storeIdOf } from '../params'
import { ProductGrid } from '../product-grid'
import { plainText, RichText } from '../rich-text'
import { type ListingChoice, listingHref } from './listing-address'
import { Pagination } from './pagination'
import { SortSelect } from './sort-select'

interface Params {
  store: string
  handle: string
}

const ALL = { title: 'Everything', descriptionHtml: '' }

export async function CollectionPage({ params, listing }: { params: Params; listing: ListingChoice }) {
  const storeId = storeIdOf(params)
  const handle = handleOf(params.handle)
  const [profile, found] = await Promise.all([
    storeProfile(storeId),
    collectionPage(storeId, handle, listing.sort, listing.page),
  ])
  if (!found || listing.page > Math.max(1, found.listing.pages)) notFound()
  const head = found.head ?? ALL
  const { products, total, pages } = found.listing
  const path = `/collections/${handle}`
  return (
    <div className="wrap">
      <PageHead title={head.title}>{head.descriptionHtml && <RichText html={head.descriptionHtml} />}</PageHead>
      {total === 0 ? (
        <EmptyState
          title="Nothing on this shelf yet."
          text="The shop has not put anything into this collection."
          action={{ href: '/collections/all', label: 'See everything' }}
        />
      ) : (
        <>
          <div className="mb-6 flex min-h-12 items-center justify-between gap-4 border-b border-line pb-2 text-14 md:mb-8">
            <p className="tabular text-muted">{total === 1 ? '1 product' : `${total} products`}</p>
            <SortSelect path={path} sort={listing.sort} manual={found.head !== null} />
          </div>
          <ProductGrid products={products} currency={profile.currency} locale={profile.locale} leading />
          <Pagination path={path} choice={listing} pages={pages} />
        </>
      )}
    </div>
  )
}

export async function collectionMetadata(params: Params, listing: ListingChoice): Promise<Metadata> {
  const handle = handleOf(params.handle)
  const found = await collectionPage(storeIdOf(params), handle, listing.sort, listing.page)
  if (!found) return {}
  const head = found.head ?? ALL
  const image = found.head?.image
  return {
    title: listing.page > 1 ? `${head.title}, page ${listing.page}` : head.title,
    description: plainText(head.descriptionHtml) || undefined,
    alternates: { canonical: listingHref(`/collections/${handle}`, { page: listing.page, sort: 'manual' }) },
    openGraph: { title: head.title, images: image ? [`/media/${image.key}/960.webp`] : undefined },
  }
}
