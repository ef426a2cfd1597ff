/** Where a draft order stands, in the same words everywhere. */
import { Badge, type BadgeFill, type BadgeTone } from '@/app/_ui/badge'
import type { DraftStatus } from '@/lib/drafts/status'

export const DRAFT_LABELS: Record<DraftStatus, string> = {
  open: 'Open',
  invoice_sent: 'Invoice sent',
  completed: 'Paid',
  cancelled: 'Cancelled',
}
const LOOKS: Record<DraftStatus, [BadgeTone, BadgeFill]> = {
  open: ['caution', 'hollow'],
  invoice_sent: ['caution', 'half'],
  completed: ['positive', 'full'],
  cancelled: ['neutral', 'hollow'],
}

export function DraftBadge({ status }: { status: DraftStatus }) {
  const [tone, fill] = LOOKS[status]
  return (
    <Badge tone={tone} fill={fill}>
      {DRAFT_LABELS[status]}
    </Badge>
  )
}
