/** Units that were bought and will not be sent, since they were refunded before or the order was called off. */
import { Card } from '@/app/_ui/card'
import type { OrderDetail } from '@/lib/orders/types'
import { LineList } from './line-list'

export function RemovedLines({ slug, order }: { slug: string; order: OrderDetail }) {
  const lines = order.lines.filter(({ cancelledQuantity }) => cancelledQuantity > 0)
  if (lines.length === 0) return null
  const units = lines.reduce((sum, { cancelledQuantity }) => sum + cancelledQuantity, 0)
  return (
    <Card
      flush
      title={
        <>
          Removed <span className="ml-1 font-normal text-muted tabular">{units}</span>
        </>
      }
    >
      <LineList
        slug={slug}
        currency={order.currency}
        lines={lines.map((line) => ({ ...line, shown: line.cancelledQuantity }))}
      />
    </Card>
  )
}
