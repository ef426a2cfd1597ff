/** Events of the stores' own Stripe accounts. */
import { env } from '@/lib/env'
import { receiveWebhook } from '../receive'

export function POST(request: Request): Promise<Response> {
  return receiveWebhook(request, env().STRIPE_CONNECT_WEBHOOK_SECRET, 'connect')
}
