'use server'
/** What is done with several orders at once: each by itself, so that one that cannot be fulfilled keeps no other from it. */
import { refresh } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { kickRelay } from '@/inngest/kick'
import { DomainError } from '@/lib/errors'
import { ORDERS_PAGE_SIZE } from '@/lib/orders/admin-queries'
import { fulfilOrder } from '@/lib/orders/fulfil'

const schema = z.object({
  orderIds: z.array(z.int().positive()).min(1, 'Choose at least one order.').max(ORDERS_PAGE_SIZE),
})

/** Sends what is left of each order, without tracking; how many were, and why the first of the others was not. */
export const fulfilAll = merchantAction('orders.write', schema, async ({ storeId, userId }, { orderIds }) => {
  let fulfilled = 0
  let problem: string | null = null
  for (const orderId of new Set(orderIds)) {
    try {
      await withStore(storeId, (tx) => fulfilOrder(tx, { orderId, userId }))
      fulfilled += 1
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      problem ??= error.message
    }
  }
  kickRelay()
  refresh()
  return { fulfilled, refused: new Set(orderIds).size - fulfilled, problem }
})
