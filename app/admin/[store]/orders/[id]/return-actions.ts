'use server'
/** What a merchant does with goods that come back. Money for them is refund's, in actions.ts. */
import { refresh } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { kickRelay } from '@/inngest/kick'
import { RETURN_REASONS } from '@/lib/orders/return-reasons'
import { cancelReturn, openReturn, receiveReturn } from '@/lib/orders/returns'
import { isStorable, NOT_STORABLE } from '@/lib/text'

const id = z.int().positive()
const units = z.int().min(0).max(9_999)
const MAX_LINES = 250

const openSchema = z.object({
  orderId: id,
  lines: z.array(z.object({ lineNo: z.int().min(0), quantity: units, reason: z.enum(RETURN_REASONS) })).max(MAX_LINES),
  trackingNumber: z.string().trim().max(200, 'Use at most 200 characters.').refine(isStorable, NOT_STORABLE),
})

export const openReturnOf = merchantAction('orders.write', openSchema, async ({ storeId, userId }, input) => {
  const returnId = await withStore(storeId, (tx) =>
    openReturn(tx, { ...input, trackingNumber: input.trackingNumber || null, userId }),
  )
  kickRelay()
  refresh()
  return { returnId }
})

const receiveSchema = z.object({
  returnId: id,
  restock: z.array(z.object({ lineNo: z.int().min(0), quantity: units })).max(MAX_LINES),
})

export const receive = merchantAction('orders.write', receiveSchema, async ({ storeId, userId }, input) => {
  await withStore(storeId, (tx) => receiveReturn(tx, { ...input, userId }))
  kickRelay()
  refresh()
  return null
})

export const callOff = merchantAction(
  'orders.write',
  z.object({ returnId: id }),
  async ({ storeId, userId }, { returnId }) => {
    await withStore(storeId, (tx) => cancelReturn(tx, { returnId, userId }))
    kickRelay()
    refresh()
    return null
  },
)
