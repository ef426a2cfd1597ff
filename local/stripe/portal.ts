/** The customer's portal: its configurations, and sessions that open it for one customer. The page is in billing-pages.ts. */
import type { Handler } from './call'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { StripeObject } from './objects'

export interface PortalSession extends StripeObject {
  object: 'billing_portal.session'
  customer: string
  return_url: string | null
}

export const createConfiguration: Handler = ({ state, account, params }) =>
  state.put(account, {
    id: newId('bpc'),
    object: 'billing_portal.configuration',
    active: true,
    created: nowSeconds(),
    features: params.raw('features') ?? {},
    is_default: false,
    livemode: false,
    metadata: params.metadata(),
  })

export const listConfigurations: Handler = (call) =>
  listOf(call, 'billing_portal.configuration', '/v1/billing_portal/configurations', ({ active }) => {
    const wanted = call.params.boolean('active')
    return wanted === null || active === wanted
  })

export const createPortalSession: Handler = ({ state, account, params, baseUrl }) => {
  const customer = state.get(account, params.required('customer'), 'customer', 'customer').id
  const given = params.string('configuration')
  const configuration =
    given === null ? null : state.get(account, given, 'billing_portal.configuration', 'configuration')
  const id = newId('bps')
  return state.put<PortalSession>(account, {
    id,
    object: 'billing_portal.session',
    configuration: configuration?.id ?? null,
    created: nowSeconds(),
    customer,
    livemode: false,
    return_url: params.string('return_url'),
    url: `${baseUrl}/_portal/${id}`,
  })
}
