/** Products and prices of the platform's plans. A lookup key belongs to one active price; `transfer_lookup_key` moves it. */
import type { Handler } from './call'
import { invalid, StripeFailure } from './errors'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { StripeObject } from './objects'

export interface Price extends StripeObject {
  object: 'price'
  currency: string
  product: string
  unit_amount: number | null
  lookup_key: string | null
  recurring: { interval: string; interval_count: number } | null
}

export const createProduct: Handler = ({ state, account, params }) => {
  const id = params.string('id') ?? newId('prod', 14)
  if (state.owner(id) !== undefined) {
    const message = 'Product already exists.'
    throw new StripeFailure(400, { type: 'invalid_request_error', code: 'resource_already_exists', message })
  }
  return state.put(account, {
    id,
    object: 'product',
    active: true,
    created: nowSeconds(),
    description: params.string('description'),
    livemode: false,
    metadata: params.metadata(),
    name: params.required('name'),
  })
}

export const createPrice: Handler = (call) => {
  const { state, account, params } = call
  const productData = params.group('product_data')
  const product = productData.has('name')
    ? createProduct({ ...call, params: productData })
    : state.get(account, params.required('product'), 'product', 'product')
  takeLookupKey(call)
  const recurring = params.has('recurring')
    ? {
        interval: params.group('recurring').required('interval'),
        interval_count: params.group('recurring').integer('interval_count') ?? 1,
      }
    : null
  return state.put<Price>(account, {
    id: newId('price'),
    object: 'price',
    active: true,
    created: nowSeconds(),
    currency: params.required('currency').toLowerCase(),
    livemode: false,
    lookup_key: params.string('lookup_key'),
    metadata: params.metadata(),
    product: 'id' in product ? product.id : '',
    recurring,
    type: recurring ? 'recurring' : 'one_time',
    unit_amount: params.integer('unit_amount'),
  })
}

function takeLookupKey({ state, account, params }: Parameters<Handler>[0]): void {
  const key = params.string('lookup_key')
  if (key === null) return
  for (const price of state.all<Price>(account, 'price')) {
    if (price.lookup_key !== key) continue
    if (params.boolean('transfer_lookup_key') !== true) {
      throw invalid(`A price (\`${price.id}\`) already uses that lookup key.`, 'lookup_key')
    }
    state.put<Price>(account, { ...price, lookup_key: null })
  }
}

/** One object of a kind by its id. */
export const retrieve =
  (object: string): Handler =>
  ({ state, account, ids: [id = ''] }) =>
    state.get(account, id, object)

export const listProducts: Handler = (call) => listOf(call, 'product', '/v1/products')

export const listPrices: Handler = (call) =>
  listOf<Price>(call, 'price', '/v1/prices', (price) => {
    const product = call.params.string('product')
    const keys = call.params.list('lookup_keys')
    return (
      (product === null || price.product === product) && (keys.length === 0 || keys.includes(String(price.lookup_key)))
    )
  })
