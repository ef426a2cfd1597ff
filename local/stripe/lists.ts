/** Stripe's lists: newest first, `limit` up to 100, `starting_after` and `ending_before`. */
import type { Call, List } from './call'
import { invalid } from './errors'
import type { StripeObject } from './objects'

const DEFAULT_LIMIT = 10
const MAX_LIMIT = 100

/** One page of the objects of a kind that pass the filter. `account` null means all accounts. */
export function listOf<T extends StripeObject>(
  { state, account, params }: Call,
  object: T['object'],
  url: string,
  keep: (item: T) => boolean = () => true,
): List {
  const limit = params.integer('limit') ?? DEFAULT_LIMIT
  if (limit < 1 || limit > MAX_LIMIT) throw invalid('Invalid limit: must be between 1 and 100', 'limit')
  const created = params.group('created')
  const [from, until] = [created.integer('gte'), created.integer('lte')]
  const items = [...state.all<T>(account, object)].reverse().filter((item) => {
    const at = item.created ?? 0
    return (from === null || at >= from) && (until === null || at <= until) && keep(item)
  })
  const after = params.string('starting_after')
  const before = params.string('ending_before')
  const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1
  const end =
    before === null
      ? items.length
      : Math.max(
          0,
          items.findIndex(({ id }) => id === before),
        )
  const from0 = before === null ? start : Math.max(start, end - limit)
  const data = items.slice(from0, Math.min(end, from0 + limit))
  return { object: 'list', url, has_more: before === null ? from0 + limit < end : from0 > 0, data }
}
