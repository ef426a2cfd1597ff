/** Where a discount is, in words and tones. */
import type { BadgeTone } from '@/app/_ui/badge'
import type { DiscountState } from '@/lib/discounts/admin-queries'

export const STATE_LABELS: Record<DiscountState, string> = {
  active: 'Active',
  scheduled: 'Scheduled',
  expired: 'Expired',
  off: 'Switched off',
}

export const STATE_TONES: Record<DiscountState, BadgeTone> = {
  active: 'positive',
  scheduled: 'caution',
  expired: 'neutral',
  off: 'neutral',
}
