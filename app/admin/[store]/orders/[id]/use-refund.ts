'use client'
/** What a merchant is about to refund: units by line, shipping and amount as typed, and what they come to. */
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { FieldErrors } from '@/lib/errors'
import { parseDecimal } from '@/lib/money'
import { sentUnitsToRefund, unitsToSend, worthOf } from '@/lib/orders/refund-rules'
import type { OrderDetail, OrderLine, OrderReturn } from '@/lib/orders/types'
import { refund } from './actions'

export interface Row {
  line: OrderLine
  units: 'unfulfilled' | 'fulfilled'
  max: number
}

export interface Draft {
  units: Record<string, number>
  restock: boolean
  /** As typed. */
  shipping: string
  /** As typed; null: what units and shipping are worth. */
  amount: string | null
  reason: string
}

const NOTHING: Draft = { units: {}, restock: true, shipping: '', amount: null, reason: '' }

interface Refunding {
  slug: string
  order: OrderDetail
  /** What of the payment can still go back, minor units. */
  left: number
  /** What came back: its units are chosen, and shelving them is the return's. */
  returned?: OrderReturn
  onDone: () => void
}

export function useRefund({ slug, order, left, returned, onDone }: Refunding) {
  const [draft, setDraft] = useState(() => (returned ? draftOf(returned, order) : NOTHING))
  const [failure, setFailure] = useState<{ message: string; fields?: FieldErrors } | null>(null)
  const [pending, start] = useTransition()
  const router = useRouter()
  const rows = rowsOf(order)
  const shippingMinor = draft.shipping === '' ? 0 : parseDecimal(draft.shipping, order.currency)
  const worth = worthOfRows(rows, draft.units) + (shippingMinor ?? 0)
  const amountMinor = draft.amount === null ? Math.min(worth, left) : parseDecimal(draft.amount, order.currency)
  const submit = () =>
    start(async () => {
      const lines = rows.map((row) => ({
        lineNo: row.line.lineNo,
        units: row.units,
        quantity: draft.units[keyOf(row)] ?? 0,
        restock: draft.restock,
      }))
      // What cannot be read as an amount is refused by the action, in words, by field.
      const amounts = { shippingMinor: shippingMinor ?? -1, amountMinor: amountMinor ?? -1 }
      const returnId = returned?.id ?? null
      const seen = { orderId: order.id, returnId, seenRefundedMinor: order.refundedMinor }
      const result = await refund(slug, { ...seen, lines, ...amounts, reason: draft.reason })
      if (!result.ok && result.code === 'conflict') {
        // The form was about an order that has changed: it closes, and the page shows the order as it is.
        toast.error(result.message)
        onDone()
        return router.refresh()
      }
      if (!result.ok) return setFailure(result)
      const { status } = result.data
      if (status === 'failed') return setFailure({ message: 'Stripe refused this refund. The timeline says why.' })
      toast.success(status === 'succeeded' ? 'Refunded' : 'The refund is under way')
      onDone()
    })
  const change = (more: Partial<Draft>) => setDraft({ ...draft, ...more })
  return { draft, change, rows, amountMinor, failure, pending, submit }
}

function draftOf({ items }: OrderReturn, order: OrderDetail): Draft {
  const units = items.flatMap(({ lineNo, quantity }) => {
    const line = order.lines.find((each) => each.lineNo === lineNo)
    return line ? [[`${lineNo}:fulfilled`, Math.min(quantity, sentUnitsToRefund(line))] as const] : []
  })
  return { ...NOTHING, units: Object.fromEntries(units), restock: false }
}

function rowsOf(order: OrderDetail): Row[] {
  return order.lines.flatMap((line) => [
    ...(unitsToSend(line) > 0 ? [{ line, units: 'unfulfilled' as const, max: unitsToSend(line) }] : []),
    ...(sentUnitsToRefund(line) > 0 ? [{ line, units: 'fulfilled' as const, max: sentUnitsToRefund(line) }] : []),
  ])
}

function worthOfRows(rows: Row[], units: Record<string, number>): number {
  const refunded = new Map<number, number>()
  return rows.reduce((sum, row) => {
    const before = refunded.get(row.line.lineNo) ?? row.line.refundedQuantity
    const quantity = units[keyOf(row)] ?? 0
    refunded.set(row.line.lineNo, before + quantity)
    return sum + worthOf(row.line, before, quantity)
  }, 0)
}

export function keyOf({ line, units }: Row): string {
  return `${line.lineNo}:${units}`
}
