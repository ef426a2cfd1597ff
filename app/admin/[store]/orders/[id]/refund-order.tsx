'use client'
/** Opens the refund of an order; absent when nothing of its payment is left. */
import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import type { OrderDetail } from '@/lib/orders/types'
import { RefundForm } from './refund-form'

export function RefundOrder({ slug, order }: { slug: string; order: OrderDetail }) {
  const [open, setOpen] = useState(false)
  const captured = order.payments.filter(({ status }) => status === 'captured')
  const left = captured.reduce((sum, { amountMinor }) => sum + amountMinor, 0) - order.refundedMinor
  if (left <= 0) return null
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger render={<Button />}>Refund</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[min(40rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border border-line bg-raised shadow-float">
          <Dialog.Title className="px-5 pt-5 font-semibold text-16">Refund order #{order.number}</Dialog.Title>
          <RefundForm slug={slug} order={order} left={left} onDone={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
