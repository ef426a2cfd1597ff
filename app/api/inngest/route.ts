/** Where Inngest (or the local executor) calls our functions. Unsigned calls are refused by the SDK outside development. */
import { serve } from 'inngest/next'
import { inngest } from '@/inngest/client'
import { domainFunctions } from '@/inngest/domains/functions'
import { deliverWebhooks } from '@/inngest/functions/deliver-webhooks'
import { endImpersonations } from '@/inngest/functions/end-impersonations'
import {
  fanOutDraftOrderWebhooks,
  fanOutOrderWebhooks,
  fanOutProductWebhooks,
} from '@/inngest/functions/fan-out-webhooks'
import { followOrder } from '@/inngest/functions/follow-order'
import { keepDeadLetters } from '@/inngest/functions/keep-dead-letters'
import { keepPlans } from '@/inngest/functions/keep-plans'
import { pruneOutboxFunction } from '@/inngest/functions/prune-outbox'
import { purgeStoresFunction } from '@/inngest/functions/purge-stores'
import { reconcileLedgers } from '@/inngest/functions/reconcile-ledgers'
import { recordTaxOfRefundFunction, recordTaxOfSaleFunction } from '@/inngest/functions/record-tax'
import { relayOutboxFunction } from '@/inngest/functions/relay-outbox'
import { remindOfCheckouts } from '@/inngest/functions/remind-of-checkouts'
import { sendAbandonedCheckoutFunction } from '@/inngest/functions/send-abandoned-checkout'
import { sendDraftInvoiceFunction } from '@/inngest/functions/send-draft-invoice'
import { sendLowStockFunction, takeLowStock } from '@/inngest/functions/send-low-stock'
import { sendOrderCancelledFunction } from '@/inngest/functions/send-order-cancelled'
import { sendOrderConfirmationFunction } from '@/inngest/functions/send-order-confirmation'
import { sendOrderDisputedFunction } from '@/inngest/functions/send-order-disputed'
import { sendOrderRefundedFunction } from '@/inngest/functions/send-order-refunded'
import { sendPaymentReturnedFunction } from '@/inngest/functions/send-payment-returned'
import { sendRequestedMailFunction } from '@/inngest/functions/send-requested-mail'
import { sendReturnReceivedFunction } from '@/inngest/functions/send-return-received'
import { sendShippingConfirmationFunction } from '@/inngest/functions/send-shipping-confirmation'
import { sendWebhookStoppedFunction } from '@/inngest/functions/send-webhook-stopped'
import { sweepCheckouts } from '@/inngest/functions/sweep-checkouts'
import { sweepWebhooks } from '@/inngest/functions/sweep-webhooks'
import { storeFunctions } from '@/inngest/stores/functions'
import { bounded, machineRoute } from '../machine-route'

export const dynamic = 'force-dynamic'
/** Seconds: a sweep waits for Stripe, some payments at a time. */
export const maxDuration = 300

/** An event may have 4 MB at most; a step's results come along. */
const MAX_CALL_BYTES = 8 * 1024 * 1024

const {
  GET: describe,
  POST: call,
  PUT: register,
} = serve({
  client: inngest,
  functions: [
    ...domainFunctions,
    ...storeFunctions,
    sendOrderConfirmationFunction,
    sendShippingConfirmationFunction,
    sendOrderRefundedFunction,
    sendOrderCancelledFunction,
    sendPaymentReturnedFunction,
    sendReturnReceivedFunction,
    sendRequestedMailFunction,
    followOrder,
    sendAbandonedCheckoutFunction,
    remindOfCheckouts,
    sendLowStockFunction,
    takeLowStock,
    sendDraftInvoiceFunction,
    sendOrderDisputedFunction,
    recordTaxOfSaleFunction,
    recordTaxOfRefundFunction,
    sendWebhookStoppedFunction,
    fanOutOrderWebhooks,
    fanOutDraftOrderWebhooks,
    fanOutProductWebhooks,
    deliverWebhooks,
    sweepWebhooks,
    relayOutboxFunction,
    sweepCheckouts,
    pruneOutboxFunction,
    purgeStoresFunction,
    reconcileLedgers,
    keepPlans,
    keepDeadLetters,
    endImpersonations,
  ],
})

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = machineRoute({
  GET: describe,
  POST: bounded(MAX_CALL_BYTES, call),
  PUT: bounded(MAX_CALL_BYTES, register),
})
