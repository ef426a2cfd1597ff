/** A product's status in one word. */
import { Badge } from '@/app/_ui/badge'
import type { ProductStatus } from '@/lib/catalog/admin-queries'

export const STATUS_LABELS: Record<ProductStatus, string> = { active: 'Active', draft: 'Draft', archived: 'Archived' }

export function StatusBadge({ status }: { status: ProductStatus }) {
  return <Badge tone={status === 'active' ? 'positive' : 'neutral'}>{STATUS_LABELS[status]}</Badge>
}
