/** Why an order is called off, as it is stored and as it is said. */
import type { CANCEL_REASONS as STORED } from '@/db/schema/after-sale'

export type CancelReason = (typeof STORED)[number]

export const CANCEL_REASONS = [
  'customer',
  'inventory',
  'fraud',
  'declined',
  'staff',
  'other',
] as const satisfies CancelReason[]

export const CANCEL_REASON_WORDS: Record<CancelReason, string> = {
  customer: 'The customer changed their mind',
  inventory: 'Items are not available',
  fraud: 'The order looks fraudulent',
  declined: 'The payment was declined',
  staff: 'A mistake of ours',
  other: 'Another reason',
}
