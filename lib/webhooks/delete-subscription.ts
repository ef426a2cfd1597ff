/** Deleting a subscription with its log. Workflow: a long log goes in pieces, so that no transaction becomes a long one. */
import { and, eq } from 'drizzle-orm'
import { webhookSubscriptions } from '@/db/schema/webhooks'
import { withStore } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { forgetDeliveries } from './backlog'
import { lock, pauseSubscription } from './subscriptions'

const PIECE = 2_000
const MAX_PIECES = 100

/** @throws not_found; conflict when the log is longer than one request may delete: ask again */
export async function deleteSubscription(storeId: number, subscriptionId: number): Promise<void> {
  // First nothing is added any more.
  await withStore(storeId, (tx) => pauseSubscription(tx, subscriptionId))
  for (let piece = 1; (await forgetDeliveries({ storeId, subscriptionId }, PIECE)) === PIECE; piece++) {
    if (piece < MAX_PIECES) continue
    throw new DomainError('conflict', 'Its log is very long: a part of it is deleted. Delete the webhook once more.')
  }
  await withStore(storeId, async (tx) => {
    await lock(tx, subscriptionId)
    await tx
      .delete(webhookSubscriptions)
      .where(and(eq(webhookSubscriptions.storeId, storeId), eq(webhookSubscriptions.id, subscriptionId)))
  })
}
