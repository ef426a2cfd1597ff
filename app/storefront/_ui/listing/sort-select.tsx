'use client'
/** The order of a listing. A form that works without JavaScript; with it, choosing is enough. */
import type { ListingSort } from '@/lib/catalog/types'
import { listingHref } from './listing-address'

const LABELS: Record<ListingSort, string> = {
  manual: 'Featured',
  'created-descending': 'Newest',
  'price-ascending': 'Price, low to high',
  'price-descending': 'Price, high to low',
  'title-ascending': 'Title, A to Z',
}

interface Props {
  path: string
  sort: ListingSort
  /** Whether the collection has an order of its own. */
  manual: boolean
}

export function SortSelect({ path, sort, manual }: Props) {
  const sorts = (Object.keys(LABELS) as ListingSort[]).filter((each) => manual || each !== 'created-descending')
  return (
    <form action={path} className="flex items-center gap-2">
      <label htmlFor="sort" className="text-muted">
        Sort by
      </label>
      <select
        id="sort"
        name="sort_by"
        defaultValue={sort}
        onChange={(event) =>
          window.location.assign(listingHref(path, { page: 1, sort: event.target.value as ListingSort }))
        }
        className="min-h-11 cursor-pointer rounded-sm bg-transparent pr-1"
      >
        {sorts.map((each) => (
          <option key={each} value={each}>
            {!manual && each === 'manual' ? LABELS['created-descending'] : LABELS[each]}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit" className="link min-h-11">
          Sort
        </button>
      </noscript>
    </form>
  )
}
