/** An order's two states, in the same words everywhere. */
import { Badge, type BadgeFill, type BadgeTone } from '@/app/_ui/badge'
import type { FulfillmentStatus, PaymentStatus } from '@/lib/orders/types'

const PAYMENT: Record<PaymentStatus, [string, BadgeTone, BadgeFill]> = {
  authorized: ['Payment authorised', 'caution', 'half'],
  paid: ['Paid', 'neutral', 'full'],
  partially_refunded: ['Partly refunded', 'neutral', 'half'],
  refunded: ['Refunded', 'neutral', 'hollow'],
  voided: ['Voided', 'critical', 'hollow'],
}

const FULFILLMENT: Record<FulfillmentStatus, [string, BadgeTone, BadgeFill]> = {
  unfulfilled: ['Unfulfilled', 'caution', 'hollow'],
  partial: ['Partly fulfilled', 'caution', 'half'],
  fulfilled: ['Fulfilled', 'positive', 'full'],
}

export function PaymentBadge({ status }: { status: PaymentStatus }) {
  const [label, tone, fill] = PAYMENT[status]
  return (
    <Badge tone={tone} fill={fill}>
      {label}
    </Badge>
  )
}

export function FulfillmentBadge({ status }: { status: FulfillmentStatus }) {
  const [label, tone, fill] = FULFILLMENT[status]
  return (
    <Badge tone={tone} fill={fill}>
      {label}
    </Badge>
  )
}
