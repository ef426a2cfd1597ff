/** The filters of the list as a sentence of chips, and the search beside it. */
import Link from 'next/link'
import { FilterChip } from '@/app/_ui/filter-chip'
import { SearchBox } from '@/app/_ui/search-box'
import {
  FULFILLMENT_CHOICES,
  HAS_CHOICES,
  NO_FILTER,
  type OrderFilter,
  orderQuery,
  PAYMENT_CHOICES,
  PLACED_CHOICES,
  STATE_CHOICES,
} from '@/lib/orders/order-filter'
import { DateChip } from './date-chip'
import { FULFILLMENT_WORDS, HAS_WORDS, PAYMENT_WORDS, PLACED_WORDS, placedWords, STATE_WORDS } from './filter-words'

/** The list's address under a filter. */
export function addressOf(base: string, filter: OrderFilter): string {
  const query = orderQuery(filter)
  return query ? `${base}?${query}` : base
}

export function Filters({ base, filter }: { base: string; filter: OrderFilter }) {
  const at = (more: Partial<OrderFilter>) => addressOf(base, { ...filter, ...more })
  const options = <K extends 'payment' | 'fulfillment' | 'state' | 'has'>(
    name: K,
    choices: readonly NonNullable<OrderFilter[K]>[],
    words: Record<NonNullable<OrderFilter[K]>, string>,
  ) => choices.map((each) => ({ label: words[each], href: at({ [name]: each }), here: filter[name] === each }))
  const any = (name: keyof OrderFilter, label: string) => ({
    label,
    href: at({ [name]: null }),
    here: filter[name] === null,
  })
  const days = { from: null, to: null }
  const anyTime = filter.placed === null && !filter.from && !filter.to
  const { q: _, ...kept } = Object.fromEntries(new URLSearchParams(orderQuery(filter)))
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b p-3">
      <fieldset
        aria-label="Filter orders"
        className="flex min-w-0 max-w-full gap-1.5 max-sm:-mx-3 max-sm:w-[calc(100%+1.5rem)] max-sm:max-w-none max-sm:overflow-x-auto max-sm:px-3 sm:flex-wrap"
      >
        <FilterChip
          name="Payment"
          any={any('payment', 'Any payment')}
          options={options('payment', PAYMENT_CHOICES, PAYMENT_WORDS)}
        />
        <FilterChip
          name="Fulfilment"
          any={any('fulfillment', 'Any fulfilment')}
          options={options('fulfillment', FULFILLMENT_CHOICES, FULFILLMENT_WORDS)}
        />
        <FilterChip
          name="Status"
          any={any('state', 'Cancelled or not')}
          options={options('state', STATE_CHOICES, STATE_WORDS)}
        />
        <DateChip
          key={`${filter.from}${filter.to}`}
          chosen={placedWords(filter)}
          options={[
            { label: 'Any time', href: at({ placed: null, ...days }), here: anyTime },
            ...PLACED_CHOICES.map((each) => ({
              label: PLACED_WORDS[each],
              href: at({ placed: each, ...days }),
              here: filter.placed === each,
            })),
          ]}
          from={filter.from ?? ''}
          to={filter.to ?? ''}
          base={at({ placed: null, ...days })}
        />
        <FilterChip name="With" any={any('has', 'With anything')} options={options('has', HAS_CHOICES, HAS_WORDS)} />
        {orderQuery(filter) === '' ? null : (
          <Link
            href={addressOf(base, NO_FILTER)}
            className="inline-flex h-8 shrink-0 items-center rounded-full px-2 text-13 text-muted underline-offset-4 hover:text-text hover:underline"
          >
            Clear
          </Link>
        )}
      </fieldset>
      <SearchBox action={base} label="Number, e-mail or name" value={filter.q} keep={kept} />
    </div>
  )
}
