'use server'
/** Takes the address behind the token off the shop's reminders. */
import { z } from 'zod'
import { shopperAction } from '@/app/_actions/shopper-action'
import { withStore } from '@/db/store'
import { notFound } from '@/lib/errors'
import { unsubscribe } from '@/lib/recovery/unsubscribe'

export const stopReminders = shopperAction(z.object({ token: z.string().max(200) }), async ({ storeId }, { token }) => {
  if (!(await withStore(storeId, (tx) => unsubscribe(tx, token)))) throw notFound('This link')
})
