/** A shopper of the benchmark: a new cart, then the whole checkout, over HTTP. */
import type { Agent } from 'node:http'
import postgres from 'postgres'
import { send } from './http'
import type { BenchPlatform } from './platform'

/** A tracked variant whose stock outlasts the run, with the movement that explains it. */
export async function endlessStock(platform: BenchPlatform): Promise<number> {
  const sql = postgres(platform.databaseAdminUrl, { max: 1 })
  const [row] = await sql`update inventory_levels set available = available + 1000000
    where (store_id, variant_id) in (
      select v.store_id, v.id from variants v join products p on p.store_id = v.store_id and p.id = v.product_id
      join inventory_levels l on l.store_id = v.store_id and l.variant_id = v.id
      where v.store_id = ${platform.store.id} and p.handle = ${platform.product} and l.tracked order by v.position limit 1)
    returning variant_id`
  const variantId = Number(row?.variant_id)
  await sql`insert into inventory_movements (store_id, variant_id, delta, reason)
    values (${platform.store.id}, ${variantId}, 1000000, 'adjustment')`
  await sql.end()
  return variantId
}

export async function addToCart(agent: Agent, platform: BenchPlatform, variantId: number) {
  const reply = await send(agent, platform.port, platform.store.host, '/cart/add.js', {
    method: 'POST',
    body: { items: [{ id: variantId, quantity: 1 }] },
  })
  return { ok: reply.status === 200, cookie: reply.setCookie.map((line) => line.split(';')[0]).join('; ') }
}

let serial = 0

/** Whether there is an order. */
export async function buy(agent: Agent, platform: BenchPlatform, variantId: number): Promise<boolean> {
  const cart = await addToCart(agent, platform, variantId)
  serial++
  const reply = await send(agent, platform.port, platform.store.host, '/api/checkout', {
    method: 'POST',
    headers: { cookie: cart.cookie, 'idempotency-key': `bench-${process.pid}-${serial}` },
    body: {
      email: `bench-${serial}@example.test`,
      shippingAddress: { name: 'B', address1: '1 Quay', city: 'Portland', province: 'OR', zip: '97201', country: 'US' },
      paymentMethod: 'pm_card_visa',
    },
  })
  return reply.status === 201
}
