/** The one table of a draft order's status changes. */
import type { draftOrders } from '@/db/schema/drafts'

export type DraftStatus = (typeof draftOrders.$inferSelect)['status']
export const DRAFT_STATUSES = ['open', 'invoice_sent', 'completed', 'cancelled'] as const satisfies DraftStatus[]

const MOVES: Record<DraftStatus, readonly DraftStatus[]> = {
  open: ['open', 'invoice_sent', 'completed', 'cancelled'],
  invoice_sent: ['invoice_sent', 'completed', 'cancelled'],
  completed: [],
  cancelled: [],
}

/** What a draft may be right before it becomes `to`: the guard of the UPDATE that moves it. */
export function draftStatusesBefore(to: DraftStatus): DraftStatus[] {
  return DRAFT_STATUSES.filter((from) => MOVES[from].includes(to))
}

/** Whether it may still be changed and paid. */
export function isOpen(status: DraftStatus): boolean {
  return MOVES[status].length > 0
}
