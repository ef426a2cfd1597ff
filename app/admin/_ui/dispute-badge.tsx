/** How a dispute stands, in the same words everywhere. */
import { Badge } from '@/app/_ui/badge'
import { disputeLook } from '@/lib/payments/dispute-words'

export function DisputeBadge({ status }: { status: string }) {
  const { words, tone } = disputeLook(status)
  return <Badge tone={tone}>{words}</Badge>
}
