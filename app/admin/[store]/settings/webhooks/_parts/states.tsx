/** States of webhooks and deliveries in words, the same on every page. */
import { Badge } from '@/app/_ui/badge'
import type { DeliveryStatus, SubscriptionView } from '@/lib/webhooks/queries'

export function WebhookBadge({ status }: { status: SubscriptionView['status'] }) {
  if (status === 'active') return <Badge tone="positive">Active</Badge>
  return status === 'paused' ? <Badge>Paused</Badge> : <Badge tone="critical">Stopped</Badge>
}

export const DELIVERY_WORDS: Record<DeliveryStatus, string> = {
  pending: 'Waiting',
  succeeded: 'Delivered',
  failed: 'Failed',
}

export function DeliveryBadge({ status }: { status: DeliveryStatus }) {
  const tone = ({ pending: 'caution', succeeded: 'positive', failed: 'critical' } as const)[status]
  const fill = ({ pending: 'half', succeeded: 'full', failed: 'hollow' } as const)[status]
  return (
    <Badge tone={tone} fill={fill}>
      {DELIVERY_WORDS[status]}
    </Badge>
  )
}
