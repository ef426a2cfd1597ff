/** One way in for Stripe's webhooks: raw body, signature, handler. 2xx only when the event needs no second delivery. */
import type Stripe from 'stripe'
import { readText } from '@/app/_actions/json'
import { kickRelay } from '@/inngest/kick'
import { DomainError } from '@/lib/errors'
import { log } from '@/lib/log'
import { openWebhook, WebhookRefusedError } from '@/lib/payments/webhook'

const MAX_EVENT_BYTES = 512 * 1024

/** Opens the delivery with `secrets` and lets `handle` work on the event. */
export async function receiveWebhook(
  request: Request,
  secrets: string | undefined,
  handle: (event: Stripe.Event) => Promise<string>,
): Promise<Response> {
  try {
    const event = openWebhook(
      await readText(request, MAX_EVENT_BYTES),
      request.headers.get('stripe-signature'),
      secrets,
    )
    const result = await handle(event)
    kickRelay()
    return Response.json({ received: true, result })
  } catch (error) {
    if (error instanceof WebhookRefusedError || error instanceof DomainError) return refused(400, error.message)
    log.error({ err: error }, 'a webhook could not be handled')
    return refused(500, 'This event could not be handled. Deliver it again.')
  }
}

function refused(status: number, message: string): Response {
  return Response.json({ error: { code: status === 400 ? 'invalid_request' : 'internal', message } }, { status })
}
