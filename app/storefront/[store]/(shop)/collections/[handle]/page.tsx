/** The first page of a collection in its own order. Other pages and orders are the [listing] beside it. */
import type { Metadata } from 'next'
import { CollectionPage, collectionMetadata } from '@/app/storefront/_ui/listing/collection-page'

export const dynamic = 'force-static'
export const revalidate = 300
export function generateStaticParams() {
  return []
}

interface Props {
  params: Promise<{ store: string; handle: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return collectionMetadata(await params, { page: 1, sort: 'manual' })
}

export default async function Page({ params }: Props) {
  return <CollectionPage params={await params} listing={{ page: 1, sort: 'manual' }} />
}
