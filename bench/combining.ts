/**
 * What combining would bring: the statements that a reservation cannot do without (attempt row, hold, guarded UPDATE of
 * the one variant), one transaction each and twenty in one, on the real tables with the real role.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { checkoutRequests } from '@/db/schema/checkout'
import { type Tx, withStore } from '@/db/store'
import { throughGate } from '@/lib/checkout/gate'
import { fromNow } from '@/lib/clock'
import { uuidv7 } from '@/lib/ids'
import { takeUnits } from '@/lib/inventory/holds'
import { type DatabaseLoad, loadDatabase } from './database-load'
import { openMarket } from './market'

const SECONDS = 5
const LANES = 16
const TOGETHER = 20

export interface Combining {
  single: DatabaseLoad
  /** Reservations, not transactions. */
  combined: DatabaseLoad
}

export async function combining(server: Parameters<typeof loadDatabase>[0]): Promise<Combining> {
  const { storeIds } = await openMarket(server.admin, { stores: 1, products: 1 })
  const storeId = storeIds[0] ?? 0
  const [variant] = await server.admin`select id from variants where store_id = ${storeId}`
  const variantId = Number(variant?.id)
  const measure = async (together: number) => {
    const work = async () => {
      await throughGate(storeId, 'ordinary', () => withStore(storeId, (tx) => hold(tx, variantId, together)))
      return true
    }
    await loadDatabase(server, { lanes: LANES, seconds: 1 }, work)
    return times(await loadDatabase(server, { lanes: LANES, seconds: SECONDS }, work), together)
  }
  return { single: await measure(1), combined: await measure(TOGETHER) }
}

async function hold(tx: Tx, variantId: number, together: number): Promise<void> {
  const attempts = Array.from({ length: together }, () => attempt(tx.storeId))
  const inserted = tx.insert(checkoutRequests).values(attempts).then()
  const line = { variantId, title: 'Thing', variantTitle: '', quantity: 1, tracked: true }
  if (together === 1) {
    await Promise.all([inserted, takeUnits(tx, attempts[0]?.id ?? '', [line])])
    return
  }
  const ids = `{${attempts.map(({ id }) => id).join(',')}}`
  await Promise.all([
    inserted,
    tx.execute(sql`with taken as (
        update inventory_levels set available = available - ${together}, version = version + 1
        where store_id = ${tx.storeId} and variant_id = ${variantId} and available >= ${together} returning variant_id)
      insert into stock_reservations (store_id, attempt_id, variant_id, quantity)
      select ${tx.storeId}, a.id, variant_id, 1 from taken, unnest(${ids}::uuid[]) as a(id)`),
  ])
}

function attempt(storeId: number) {
  return {
    storeId,
    id: uuidv7(),
    idempotencyKey: randomUUID(),
    requestHash: 'bench',
    cartId: Math.floor(Math.random() * 2 ** 50),
    status: 'paying' as const,
    email: 'bench@example.test',
    shippingAddress: { name: 'B', address1: '1 Quay', city: 'Portland', zip: '97201', country: 'US' },
    quote: {
      currency: 'USD',
      lines: [],
      subtotal: 0,
      discount: 0,
      discountCode: null,
      shipping: 0,
      shippingRate: null,
      tax: 0,
      taxInclusive: false,
      total: 0,
    },
    amountMinor: 0,
    currency: 'USD',
    stripeAccountId: 'acct_bench',
    paymentParams: {},
    expiresAt: fromNow(3_600_000),
  }
}

function times(load: DatabaseLoad, together: number): DatabaseLoad {
  const { perSecond, clientCpuMs, postgresCpuMs } = load
  return {
    ...load,
    perSecond: perSecond * together,
    clientCpuMs: clientCpuMs / together,
    postgresCpuMs: postgresCpuMs / together,
  }
}
