/** Further pages and orders of a collection: `page-2`, `page-1.sort-price-ascending`. Middleware writes this segment. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CollectionPage, collectionMetadata } from '@/app/storefront/_ui/listing/collection-page'
import { parseListing } from '@/app/storefront/_ui/listing/listing-address'

export const dynamic = 'force-static'
export const revalidate = 300
export function generateStaticParams() {
  return []
}

interface Props {
  params: Promise<{ store: string; handle: string; listing: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { listing, ...rest } = await params
  return collectionMetadata(rest, parseListing(listing) ?? notFound())
}

export default async function Page({ params }: Props) {
  const { listing, ...rest } = await params
  return <CollectionPage params={rest} listing={parseListing(listing) ?? notFound()} />
}
