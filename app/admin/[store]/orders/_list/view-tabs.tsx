/** The list's views above it: everything, what is to be done, and those that the team has named. */
import clsx from 'clsx'
import Link from 'next/link'
import { NO_FILTER, type OrderFilter, orderQuery } from '@/lib/orders/order-filter'
import type { SavedView } from '@/lib/saved-views/views'
import { addressOf } from './filters'
import { SaveView } from './save-view'
import { ViewMenu } from './view-menu'

interface Props {
  slug: string
  base: string
  filter: OrderFilter
  views: SavedView[]
  mayWrite: boolean
}

export function ViewTabs({ slug, base, filter, views, mayWrite }: Props) {
  const query = orderQuery(filter)
  const open = orderQuery({ ...NO_FILTER, fulfillment: 'open' })
  const tabs = [{ id: null, name: 'All', query: '' }, { id: null, name: 'To fulfil', query: open }, ...views]
  const here = tabs.find((tab) => tab.query === query)
  return (
    <div className="flex items-center gap-1 border-line border-b pr-3">
      <nav aria-label="Views" className="flex min-w-0 flex-1 gap-1 overflow-x-auto px-3">
        {tabs.map((tab) => (
          <Link
            key={tab.id ?? tab.name}
            href={tab.query ? `${base}?${tab.query}` : addressOf(base, NO_FILTER)}
            aria-current={tab === here ? 'page' : undefined}
            className={clsx(
              '-mb-px flex h-11 shrink-0 items-center border-b-2 px-2 text-14 transition-colors duration-150',
              tab === here ? 'border-text font-medium text-text' : 'border-transparent text-muted hover:text-text',
            )}
          >
            {tab.name}
          </Link>
        ))}
      </nav>
      {mayWrite && here?.id ? <ViewMenu key={here.name} slug={slug} id={here.id} name={here.name} base={base} /> : null}
      {mayWrite && !here ? <SaveView slug={slug} query={query} /> : null}
    </div>
  )
}
