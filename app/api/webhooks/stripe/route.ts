/** Events of the platform's own Stripe account. No payment of a store is among them, so none may move one. */
import { env } from '@/lib/env'
import { machineRoute } from '../../machine-route'
import { receiveWebhook } from '../receive'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = machineRoute({
  POST: (request) => receiveWebhook(request, env().STRIPE_WEBHOOK_SECRET, 'account'),
})
