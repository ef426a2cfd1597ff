'use server'
/** What a merchant does with webhooks. A secret leaves the server in the answer that made it, and never again. */
import { refresh } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { kickRelay } from '@/inngest/kick'
import { deleteSubscription } from '@/lib/webhooks/delete-subscription'
import { rangeSchema, subscriptionId, subscriptionSchema, topicSchema } from '@/lib/webhooks/inputs'
import { redeliverOne, redeliverRange } from '@/lib/webhooks/redeliver'
import { requireReachableUrl } from '@/lib/webhooks/send'
import { sendTest } from '@/lib/webhooks/send-test'
import {
  addSubscription,
  changeSubscription,
  dropPreviousSecret,
  pauseSubscription,
  resumeSubscription,
  rotateSecret,
} from '@/lib/webhooks/subscriptions'

export const createWebhook = merchantAction(
  'settings.write',
  subscriptionSchema,
  async ({ storeId, userId }, input) => {
    const url = await requireReachableUrl(input.url)
    return withStore(storeId, (tx) => addSubscription(tx, { url, topics: input.topics }, userId))
  },
)

const changed = subscriptionSchema.extend(subscriptionId.shape)

export const saveWebhook = merchantAction('settings.write', changed, async ({ storeId }, { id, ...input }) => {
  const url = await requireReachableUrl(input.url)
  await withStore(storeId, (tx) => changeSubscription(tx, id, { url, topics: input.topics }))
  refresh()
  return null
})

export const rotate = merchantAction('settings.write', subscriptionId, async ({ storeId }, { id }) => {
  const { secret } = await withStore(storeId, (tx) => rotateSecret(tx, id))
  refresh()
  return { secret }
})

export const endOldSecret = merchantAction('settings.write', subscriptionId, async ({ storeId }, { id }) => {
  await withStore(storeId, (tx) => dropPreviousSecret(tx, id))
  refresh()
  return null
})

const running = subscriptionId.extend({ running: z.boolean() })

export const setRunning = merchantAction('settings.write', running, async ({ storeId }, input) => {
  await withStore(storeId, (tx) => (input.running ? resumeSubscription(tx, input.id) : pauseSubscription(tx, input.id)))
  kickRelay()
  refresh()
  return null
})

export const removeWebhook = merchantAction('settings.write', subscriptionId, async ({ storeId }, { id }) => {
  await deleteSubscription(storeId, id)
  return null
})

const testing = subscriptionId.extend({ topic: topicSchema })

export const testWebhook = merchantAction('settings.write', testing, async ({ storeId }, { id, topic }) => {
  const { deliveryId, outcome } = await sendTest(storeId, { subscriptionId: id, topic })
  refresh()
  const { ok, statusCode, error, durationMs } = outcome
  return { deliveryId, ok, statusCode, error, durationMs }
})

const one = z.object({ deliveryId: z.uuid() })

export const sendAgain = merchantAction('settings.write', one, async ({ storeId }, { deliveryId }) => {
  await withStore(storeId, (tx) => redeliverOne(tx, deliveryId))
  kickRelay()
  refresh()
  return null
})

export const sendRangeAgain = merchantAction('settings.write', rangeSchema, async ({ storeId }, input) => {
  const { id: subscriptionId, failedOnly } = input
  const range = { subscriptionId, from: new Date(input.from), to: new Date(input.to), failedOnly }
  const { redelivered, next } = await withStore(storeId, (tx) => redeliverRange(tx, range))
  kickRelay()
  refresh()
  return { redelivered, next: next?.toISOString() ?? null }
})
