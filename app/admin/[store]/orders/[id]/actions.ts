'use server'
/** What a merchant does with an order: fulfilling it, giving money back, calling it off. */
import { refresh } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { kickRelay } from '@/inngest/kick'
import { MAX_CHARGE_MINOR } from '@/lib/money'
import { CANCEL_REASONS } from '@/lib/orders/cancel-reasons'
import { fulfilOrder } from '@/lib/orders/fulfil'
import { cancelOrder } from '@/lib/payments/cancel-order'
import { refundOrder } from '@/lib/payments/refund-order'
import { isStorable, NOT_STORABLE } from '@/lib/text'

const text = z.string().trim().max(200, 'Use at most 200 characters.').refine(isStorable, NOT_STORABLE)

const schema = z.object({
  orderId: z.int().positive(),
  items: z.array(z.object({ lineNo: z.int().min(0), quantity: z.int().min(0).max(9999) })).max(250),
  company: text,
  number: text,
  url: text.refine(
    (url) => url === '' || /^https?:\/\/[^\s]+$/i.test(url),
    'Enter an address that begins with https://',
  ),
})

export const fulfil = merchantAction('orders.write', schema, async ({ storeId, userId }, input) => {
  const tracking = { company: input.company || null, number: input.number || null, url: input.url || null }
  const { status } = await withStore(storeId, (tx) =>
    fulfilOrder(tx, { orderId: input.orderId, items: input.items, tracking, userId }),
  )
  kickRelay()
  refresh()
  return { status }
})

const refundSchema = z.object({
  orderId: z.int().positive(),
  returnId: z.int().positive().nullable(),
  seenRefundedMinor: z.int().min(0),
  lines: z
    .array(
      z.object({
        lineNo: z.int().min(0),
        units: z.enum(['unfulfilled', 'fulfilled']),
        quantity: z.int().min(0).max(9999),
        restock: z.boolean(),
      }),
    )
    .max(500),
  shippingMinor: z.int().min(0).max(MAX_CHARGE_MINOR),
  amountMinor: z.int('Enter an amount.').positive('Enter an amount above zero.').max(MAX_CHARGE_MINOR),
  reason: text,
})

export const refund = merchantAction('orders.refund', refundSchema, async ({ storeId, userId }, input) => {
  const { status, amountMinor } = await refundOrder(storeId, { ...input, userId })
  kickRelay()
  refresh()
  return { status, amountMinor }
})

const cancelSchema = z.object({
  orderId: z.int().positive(),
  reason: z.enum(CANCEL_REASONS),
  note: text,
  restock: z.boolean(),
})

export const cancel = merchantAction('orders.refund', cancelSchema, async ({ storeId, userId }, input) => {
  const { refund: status } = await cancelOrder(storeId, { ...input, userId })
  kickRelay()
  refresh()
  return { refund: status }
})
