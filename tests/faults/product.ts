/**
 * The product's own workflows in the harness's process, as one more process of the shop: what a merchant does, and in short
 * runs the sweep that the minute's job would do. Reaches PostgreSQL, Stripe and the executor past the faults.
 */
import type { Actor } from '@/db/actor'
import type { Lab } from './lab'
import type { Mutation, Shop } from './shop'

/** Runs `work` with the lab's environment; the product's modules are loaded when first used, and read it once. */
async function inProduct<T>({ env }: Lab, work: () => Promise<T>): Promise<T> {
  Object.assign(process.env, env)
  return work()
}

/** One round of what the executor asks for each minute. */
export function sweepOnce(lab: Lab): Promise<void> {
  return inProduct(lab, async () => {
    const { sweepAttempts } = await import('@/lib/checkout/sweep')
    const { settlePendingRefunds } = await import('@/lib/payments/refund-order')
    const { processDueStripeEvents } = await import('@/lib/stripe-events/inbox')
    const { relayOutbox } = await import('@/inngest/relay')
    await sweepAttempts(LIMIT)
    await settlePendingRefunds(LIMIT)
    await processDueStripeEvents(LIMIT)
    await relayOutbox()
  })
}

const LIMIT = 200

/** Differences between the store's books, Stripe's balance and its orders. */
export function ledgerDifferences(lab: Lab, { storeId }: Shop): Promise<string[]> {
  return inProduct(lab, async () => {
    const { verifyLedger } = await import('@/lib/ledger/verify')
    return (await verifyLedger(storeId)).differences
  })
}

export type Deed = 'refund' | 'cancel' | 'capture'

/**
 * Somebody of the team refunds a part of the order, calls it off, or the capture is asked for once more. Answers `done` or
 * the code of the refusal, with what the audit log has to know of it.
 */
export function merchantDoes(
  lab: Lab,
  { storeId, ownerId }: Shop,
  deed: Deed,
  orderId: number,
): Promise<{ answer: string; mutations: Mutation[] }> {
  const actor: Actor = { kind: 'user', id: ownerId, ip: null }
  return inProduct(lab, async () => {
    const { actingAs } = await import('@/db/actor')
    try {
      const subjects = await actingAs(actor, () => perform(deed, storeId, orderId, ownerId))
      return { answer: 'done', mutations: subjects.map((subject) => ({ ...subject, actorId: ownerId })) }
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.name === 'DomainError') {
        return { answer: String(error.code), mutations: [] }
      }
      throw error
    }
  })
}

type Subject = Omit<Mutation, 'actorId'>

async function perform(deed: Deed, storeId: number, orderId: number, userId: number): Promise<Subject[]> {
  if (deed === 'capture') {
    const { captureOrder } = await import('@/lib/payments/capture')
    await captureOrder(storeId, orderId)
    return []
  }
  if (deed === 'cancel') {
    const { cancelOrder } = await import('@/lib/payments/cancel-order')
    await cancelOrder(storeId, { orderId, reason: 'staff', note: 'called off', restock: true, userId })
    return [{ subject: 'orders', subjectId: String(orderId) }]
  }
  const { refundOrder } = await import('@/lib/payments/refund-order')
  const wish = { lines: [], shippingMinor: 0, amountMinor: PART_MINOR, reason: 'a part' }
  const { refundId } = await refundOrder(storeId, { orderId, ...wish, userId })
  return [{ subject: 'refunds', subjectId: String(refundId) }]
}

const PART_MINOR = 100

/** Ends the connections that these workflows opened in this process. */
export async function closeProduct(): Promise<void> {
  const { closePools } = await import('@/db/client')
  await closePools()
}
