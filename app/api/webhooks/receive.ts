/**
 * One way in for Stripe's webhooks: raw body, signature, record, 200; the work comes after the answer. What the work does not
 * finish, the minute's sweep does: Stripe has to deliver again only what could not be recorded.
 */
import { after } from 'next/server'
import { readText } from '@/app/_actions/json'
import { drainRelay } from '@/inngest/kick'
import { DomainError } from '@/lib/errors'
import { log } from '@/lib/log'
import { openWebhook, WebhookRefusedError } from '@/lib/payments/webhook'
import { type Endpoint, processStripeEvents, recordStripeEvent } from '@/lib/stripe-events/inbox'
import { processSoon } from '@/lib/stripe-events/soon'

const MAX_EVENT_BYTES = 512 * 1024

/** Opens the delivery with `secrets` and keeps the event for the endpoint. */
export async function receiveWebhook(
  request: Request,
  secrets: string | undefined,
  endpoint: Endpoint,
): Promise<Response> {
  try {
    const event = openWebhook(
      await readText(request, MAX_EVENT_BYTES),
      request.headers.get('stripe-signature'),
      secrets,
    )
    const { id, waiting, ofPayment } = await recordStripeEvent(endpoint, event)
    if (waiting) {
      after(async () => {
        await (ofPayment ? processSoon(id) : processStripeEvents([id]))
        await drainRelay()
      })
    }
    return Response.json({ received: true })
  } catch (error) {
    if (error instanceof WebhookRefusedError || error instanceof DomainError) return refused(400, error.message)
    log.error({ err: error }, 'a webhook could not be recorded')
    return refused(500, 'This event could not be recorded. Deliver it again.')
  }
}

function refused(status: number, message: string): Response {
  return Response.json({ error: { code: status === 400 ? 'invalid_request' : 'internal', message } }, { status })
}
