/** Every collection of the shop. */
import type { Metadata } from 'next'
import { collections } from '@/app/_cache/storefront'
import { EmptyState } from '@/app/storefront/_ui/empty-state'
import { CollectionList } from '@/app/storefront/_ui/home/collection-tiles'
import { PageHead } from '@/app/storefront/_ui/page-head'
import { storeIdOf } from '@/app/storefront/_ui/params'

export const dynamic = 'force-static'
export const revalidate = 300
export function generateStaticParams() {
  return []
}

export const metadata: Metadata = { title: 'Collections', alternates: { canonical: '/collections' } }

interface Props {
  params: Promise<{ store: string }>
}

export default async function CollectionsPage({ params }: Props) {
  const all = await collections(storeIdOf(await params))
  return (
    <div className="wrap">
      <PageHead title="Collections" />
      {all.length > 0 ? (
        <CollectionList collections={all} />
      ) : (
        <EmptyState
          title="No collections yet."
          text="Everything the shop has is on one shelf."
          action={{ href: '/collections/all', label: 'See everything' }}
        />
      )}
    </div>
  )
}
