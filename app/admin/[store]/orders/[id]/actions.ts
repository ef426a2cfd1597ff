'use server'
/** Fulfilling an order, wholly or in part. */
import { refresh } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { kickRelay } from '@/inngest/kick'
import { fulfilOrder } from '@/lib/orders/fulfil'
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
