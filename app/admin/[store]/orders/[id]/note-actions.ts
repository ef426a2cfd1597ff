'use server'
/** What a merchant writes about an order, and mails that are sent again. */
import { refresh } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { kickRelay } from '@/inngest/kick'
import { HOUR } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { kvKey } from '@/lib/kv'
import { commentOnOrder, MAX_COMMENT_CHARACTERS, MAX_NOTE_CHARACTERS, setOrderNote } from '@/lib/orders/notes'
import { REPEATABLE_MAILS, requestMail } from '@/lib/orders/request-mail'
import { rateLimit } from '@/lib/rate-limit/limit'
import { isStorable, NOT_STORABLE } from '@/lib/text'

/** Mails of one order that may be asked for in an hour. */
const MAILS_AN_HOUR = 10

const orderId = z.int().positive()
const words = (max: number) =>
  z.string().trim().max(max, `Use at most ${max} characters.`).refine(isStorable, NOT_STORABLE)

export const saveNote = merchantAction(
  'orders.write',
  z.object({ orderId, note: words(MAX_NOTE_CHARACTERS) }),
  async ({ storeId, userId }, input) => {
    await withStore(storeId, (tx) => setOrderNote(tx, { ...input, userId }))
    kickRelay()
    refresh()
    return null
  },
)

export const comment = merchantAction(
  'orders.write',
  z.object({ orderId, message: words(MAX_COMMENT_CHARACTERS).min(1, 'Write something first.') }),
  async ({ storeId, userId }, input) => {
    await withStore(storeId, (tx) => commentOnOrder(tx, { ...input, userId }))
    refresh()
    return null
  },
)

const mailSchema = z.object({ orderId, mail: z.enum(REPEATABLE_MAILS), subjectId: z.int().positive().nullable() })

export const sendAgain = merchantAction('orders.write', mailSchema, async ({ storeId, userId }, input) => {
  const limit = { limit: MAILS_AN_HOUR, windowMs: HOUR, failClosed: false }
  const { ok, retryAfter } = await rateLimit(kvKey(storeId, 'mail-again', input.orderId), limit)
  if (!ok) {
    throw new DomainError('rate_limited', 'This customer got many mails in the last hour. Try again later.', {
      retryAfter,
    })
  }
  await withStore(storeId, (tx) => requestMail(tx, { ...input, userId }))
  kickRelay()
  refresh()
  return null
})
