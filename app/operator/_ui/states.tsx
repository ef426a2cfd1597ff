/** How a store stands, in one word each. */
import { Badge, type BadgeTone } from '@/app/_ui/badge'
import type { StoreStatus } from '@/lib/operators/store-search'
import type { PlanStatus } from '@/lib/plans/table'

export const STATUS_WORDS: Record<StoreStatus, string> = { active: 'Open', suspended: 'Suspended', closed: 'Closed' }
const STATUS_TONES: Record<StoreStatus, BadgeTone> = { active: 'positive', suspended: 'critical', closed: 'neutral' }

export const BILLING_WORDS: Record<PlanStatus, string> = {
  trialing: 'on trial',
  active: 'paid',
  past_due: 'payment failed',
  unpaid: 'unpaid, shop closed',
  canceled: 'ended, shop closed',
}

export function StatusBadge({ status }: { status: StoreStatus }) {
  return <Badge tone={STATUS_TONES[status]}>{STATUS_WORDS[status]}</Badge>
}

/** `1,000+` beyond what was counted. */
export function bounded(count: number, max: number): string {
  return count > max ? `${max.toLocaleString('en-US')}+` : count.toLocaleString('en-US')
}
