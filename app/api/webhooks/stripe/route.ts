/** Events of the platform's own Stripe account. No payment of a store is among them, so none may move one. */
import { env } from '@/lib/env'
import { receiveWebhook } from '../receive'

export function POST(request: Request): Promise<Response> {
  return receiveWebhook(request, env().STRIPE_WEBHOOK_SECRET, 'account')
}
