/** Events of the stores' own Stripe accounts. */
import { env } from '@/lib/env'
import { machineRoute } from '../../machine-route'
import { receiveWebhook } from '../receive'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = machineRoute({
  POST: (request) => receiveWebhook(request, env().STRIPE_CONNECT_WEBHOOK_SECRET, 'connect'),
})
