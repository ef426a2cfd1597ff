'use server'
/** Putting drafts together: totals while one types, saving, the invoice, calling off. */
import { refresh } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { readStore, withStore } from '@/db/store'
import { kickRelay } from '@/inngest/kick'
import { HOUR } from '@/lib/clock'
import { cancelDraft, createDraft, requestInvoice, saveDraft } from '@/lib/drafts/commands'
import { draftRows, draftSchema } from '@/lib/drafts/inputs'
import { DomainError } from '@/lib/errors'
import { kvKey } from '@/lib/kv'
import { getOrder } from '@/lib/orders/queries'
import { quoteLines } from '@/lib/pricing/quote'
import { rateLimit } from '@/lib/rate-limit/limit'

/** Invoices of one draft that may be sent in an hour. */
const INVOICES_AN_HOUR = 5

const id = z.int().positive()

/** What the draft comes to before an address is known. */
export const quoteDraft = merchantAction('orders.write', draftSchema, async ({ storeId, store }, input) => {
  const { lines, discount, shipping } = draftRows(input, store.currency)
  const { quote } = await readStore(storeId, (tx) =>
    quoteLines(tx, { lines, destination: null, draft: { draftOrderId: 0, discount, shipping } }),
  )
  return quote
})

export const save = merchantAction(
  'orders.write',
  draftSchema.extend({ id: id.nullable() }),
  async ({ storeId, store, userId }, input) => {
    const rows = draftRows(input, store.currency)
    const saved = await withStore(storeId, async (tx) => {
      if (input.id === null) return createDraft(tx, rows, userId)
      await saveDraft(tx, input.id, rows)
      return input.id
    })
    kickRelay()
    refresh()
    return { id: saved }
  },
)

/** A draft with what an order had, at today's prices. */
export const duplicate = merchantAction(
  'orders.write',
  z.object({ orderId: id }),
  async ({ storeId, userId }, { orderId }) => {
    const draft = await withStore(storeId, async (tx) => {
      const order = await getOrder(tx, orderId)
      const lines = order.lines.map(({ variantId, quantity }) => ({ variantId, quantity, unitPriceMinor: null }))
      const { email, shippingAddress } = order
      const rows = { lines, email, customerName: shippingAddress.name, note: '', discount: null, shipping: null }
      return createDraft(tx, rows, userId)
    })
    kickRelay()
    return { id: draft }
  },
)

export const sendInvoice = merchantAction('orders.write', z.object({ id }), async ({ storeId }, input) => {
  const limit = { limit: INVOICES_AN_HOUR, windowMs: HOUR, failClosed: false }
  const { ok, retryAfter } = await rateLimit(kvKey(storeId, 'draft-invoice', input.id), limit)
  if (!ok) {
    throw new DomainError('rate_limited', 'This invoice was sent several times in the last hour. Try again later.', {
      retryAfter,
    })
  }
  await withStore(storeId, (tx) => requestInvoice(tx, input.id))
  kickRelay()
  refresh()
  return null
})

export const cancel = merchantAction('orders.write', z.object({ id }), async ({ storeId }, input) => {
  await withStore(storeId, (tx) => cancelDraft(tx, input.id))
  kickRelay()
  refresh()
  return null
})
