/** The collections as pictures with names; at most six, the rest are one link away. */
import type { CollectionView } from '@/lib/catalog/types'
import { Picture } from '../picture'
import { SectionHead } from '../section-head'
import { ShopLink } from '../shop-link'

const SHOWN = 6

export function CollectionTiles({ collections }: { collections: CollectionView[] }) {
  const shown = collections.filter((collection) => collection.productCount > 0).slice(0, SHOWN)
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="collections" className="wrap mt-20 md:mt-32">
      <SectionHead id="collections" title="Collections" link={{ href: '/collections', label: 'See all' }} />
      <CollectionList collections={shown} />
    </section>
  )
}

export function CollectionList({ collections }: { collections: CollectionView[] }) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-3 md:gap-x-6 md:gap-y-10 xl:gap-x-8">
      {collections.map((collection) => (
        <li key={collection.id} className="group relative">
          <div className="aspect-square overflow-hidden rounded-sm bg-raised">
            {collection.image && (
              <Picture
                image={collection.image}
                decorative
                sizes="(min-width: 768px) 31vw, 46vw"
                className="size-full object-cover"
              />
            )}
          </div>
          <h3 className="mt-3 flex items-baseline justify-between gap-3 md:mt-4">
            <ShopLink
              href={`/collections/${collection.handle}`}
              className="display text-16 decoration-1 underline-offset-[0.25em] after:absolute after:inset-0 group-hover:underline md:text-20"
            >
              {collection.title}
            </ShopLink>
            <span className="tabular font-body text-13 text-muted">{collection.productCount}</span>
          </h3>
        </li>
      ))}
    </ul>
  )
}
