'use client'
/** Opens the refund of an order, or of what a return brought back; absent when nothing can go back. */
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { sentUnitsToRefund } from '@/lib/orders/refund-rules'
import type { OrderDetail, OrderReturn } from '@/lib/orders/types'
import { RefundForm } from './refund-form'

export function RefundOrder({ slug, order, returned }: { slug: string; order: OrderDetail; returned?: OrderReturn }) {
  const [open, setOpen] = useState(false)
  const captured = order.payments.filter(({ status }) => status === 'captured')
  const left = captured.reduce((sum, { amountMinor }) => sum + amountMinor, 0) - order.refundedMinor
  if (left <= 0 || (returned && !returned.items.some(({ lineNo }) => unitsLeft(order, lineNo) > 0))) return null
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{returned ? 'Refund return' : 'Refund'}</Button>}
      title={returned ? `Refund what came back of #${order.number}` : `Refund order #${order.number}`}
      width="lg"
    >
      <RefundForm slug={slug} order={order} left={left} returned={returned} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

function unitsLeft(order: OrderDetail, lineNo: number): number {
  const line = order.lines.find((each) => each.lineNo === lineNo)
  return line ? sentUnitsToRefund(line) : 0
}
