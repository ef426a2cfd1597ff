/** Where Inngest (or the local executor) calls our functions. Unsigned calls are refused by the SDK outside development. */
import { serve } from 'inngest/next'
import { inngest } from '@/inngest/client'
import { pruneOutboxFunction } from '@/inngest/functions/prune-outbox'
import { relayOutboxFunction } from '@/inngest/functions/relay-outbox'
import { sendOrderConfirmationFunction } from '@/inngest/functions/send-order-confirmation'
import { sendShippingConfirmationFunction } from '@/inngest/functions/send-shipping-confirmation'
import { sweepCheckouts } from '@/inngest/functions/sweep-checkouts'

export const dynamic = 'force-dynamic'
/** Seconds: a sweep waits for Stripe, some payments at a time. */
export const maxDuration = 300

export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: [
    sendOrderConfirmationFunction,
    sendShippingConfirmationFunction,
    relayOutboxFunction,
    sweepCheckouts,
    pruneOutboxFunction,
  ],
})
