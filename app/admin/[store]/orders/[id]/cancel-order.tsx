'use client'
/** Calling an order off asks once more and says what happens to the money and the goods. */
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { Checkbox, Select } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { formatMoney } from '@/lib/money'
import { CANCEL_REASON_WORDS, CANCEL_REASONS } from '@/lib/orders/cancel-reasons'
import type { OrderDetail } from '@/lib/orders/types'
import { cancel } from './actions'

export function CancelOrder({ slug, order }: { slug: string; order: OrderDetail }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<(typeof CANCEL_REASONS)[number]>('customer')
  const [restock, setRestock] = useState(true)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  if (order.cancelledAt || order.lines.some((line) => line.fulfilledQuantity > 0)) return null
  const submit = () =>
    start(async () => {
      const result = await cancel(slug, { orderId: order.id, reason, note: '', restock })
      if (!result.ok) return setProblem(result.message)
      toast.success('Order cancelled')
      setOpen(false)
    })
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <AlertDialog.Trigger render={<Button tone="critical" />}>Cancel order</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 shadow-float">
          <AlertDialog.Title className="font-semibold text-16">Cancel order #{order.number}?</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-muted">{consequence(order)}</AlertDialog.Description>
          <div className="mt-4 space-y-4">
            {problem ? <Notice tone="critical">{problem}</Notice> : null}
            <Select
              label="Reason"
              value={reason}
              disabled={pending}
              onChange={(event) => setReason(CANCEL_REASONS.find((each) => each === event.target.value) ?? 'other')}
            >
              {CANCEL_REASONS.map((each) => (
                <option key={each} value={each}>
                  {CANCEL_REASON_WORDS[each]}
                </option>
              ))}
            </Select>
            <Checkbox
              label="Put the items back in stock"
              checked={restock}
              disabled={pending}
              onChange={(event) => setRestock(event.target.checked)}
            />
          </div>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close render={<Button disabled={pending} />}>Keep the order</AlertDialog.Close>
            <Button tone="critical" disabled={pending} onClick={submit}>
              {pending ? 'Cancelling…' : 'Cancel the order'}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

function consequence(order: OrderDetail): string {
  const left = order.totalMinor - order.refundedMinor
  if (order.paymentStatus === 'authorized') return 'The payment is released; the customer is not charged.'
  if (left === 0 || order.paymentStatus === 'voided') return 'No money has to go back.'
  return `The customer gets ${formatMoney(left, order.currency, 'en-US')} back. This cannot be undone.`
}
