/** Stripe's webhooks over HTTP on the production build: what is not Stripe's, too old or of another endpoint is refused; forgeries change nothing. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import Stripe from 'stripe'
import { type AnotherServer, platformEnvironment, startAnotherServer } from './support/another-server'
import { checkout, product, shopperWith } from './support/buying'
import { type Answer, demoStore, http, runtime, Shopper } from './support/platform'

const NEW = 'whsec_connect_new'
const OLD = 'whsec_connect_old'
const CONNECT = '/api/webhooks/stripe-connect'
const ACCOUNT = '/api/webhooks/stripe'

const { webhooks } = new Stripe('sk_test_unused')
let sql: postgres.Sql
let server: AnotherServer

test.beforeAll(async () => {
  sql = postgres(runtime().databaseAdminUrl, { max: 1 })
  // The account endpoint has no secret that counts: only a comma.
  server = await startAnotherServer('.', {
    STRIPE_CONNECT_WEBHOOK_SECRET: `${NEW}, ${OLD}`,
    STRIPE_WEBHOOK_SECRET: ',',
  })
})
test.afterAll(async () => {
  await server.stop()
  await sql.end()
})

interface Sending {
  secret?: string
  timestamp?: number
  signature?: string
  path?: string
}

function eventOf(more: object = {}): { id: string; body: string } {
  const id = `evt_${randomUUID().replaceAll('-', '')}`
  const object = { id: 'acct_of_nobody', object: 'account' }
  const event = { id, object: 'event', type: 'account.updated', account: object.id, livemode: false, data: { object } }
  return { id, body: JSON.stringify({ ...event, ...more }) }
}

/** Byte for byte: what was signed is what is sent. */
function send(body: string, { secret = NEW, timestamp, signature, path = CONNECT }: Sending = {}): Promise<Answer> {
  const signed = signature ?? webhooks.generateTestHeaderString({ payload: body, secret, timestamp })
  const headers = { 'content-type': 'application/json', ...(signed ? { 'stripe-signature': signed } : {}) }
  return http(new URL(runtime().platformUrl).host, path, { method: 'POST', headers, raw: body, port: server.port })
}

const kept = async (id: string) =>
  (await sql`select status from stripe_events where id = ${`connect:${id}`}`)[0]?.status

test('signatures: raw body, five minutes, both secrets of a rotation, and neither another endpoint’s nor none', async () => {
  for (const secret of [NEW, OLD]) {
    const { id, body } = eventOf()
    // Spaces and order are part of what was signed.
    const spaced = `${body.replace('{', '{ ')}\n`
    expect((await send(spaced, { secret })).status).toBe(200)
    expect(await kept(id)).toBeDefined()
  }
  const seconds = () => Math.floor(Date.now() / 1000)
  const own = await platformEnvironment()
  expect(own.STRIPE_WEBHOOK_SECRET).not.toBe(own.STRIPE_CONNECT_WEBHOOK_SECRET)
  const { id, body } = eventOf()
  const refused: Sending[] = [
    { secret: 'whsec_somebody' },
    { secret: own.STRIPE_WEBHOOK_SECRET },
    { secret: own.STRIPE_CONNECT_WEBHOOK_SECRET },
    { timestamp: seconds() - 310 },
    { signature: '' },
    { signature: `t=${seconds()},v1=${'0'.repeat(64)}` },
    { signature: webhooks.generateTestHeaderString({ payload: body.replace('nobody', 'somebody'), secret: NEW }) },
  ]
  for (const sending of refused) expect((await send(body, sending)).status).toBe(400)
  expect(await kept(id)).toBeUndefined()
  expect((await send(body, { timestamp: seconds() - 290 })).status).toBe(200)
})

test('the other mode is refused, an endpoint without a secret accepts nothing, and none is on a store’s host', async () => {
  const live = eventOf({ livemode: true })
  expect((await send(live.body)).status).toBe(400)
  expect(await kept(live.id)).toBeUndefined()
  const { id, body } = eventOf({ account: undefined })
  for (const secret of [NEW, OLD, ',', '']) {
    const signature = webhooks.generateTestHeaderString({ payload: body, secret: secret || 'x' })
    expect((await send(body, { path: ACCOUNT, signature })).status).toBe(500)
  }
  expect(await sql`select from stripe_events where id = ${`account:${id}`}`).toHaveLength(0)
  const headers = { 'stripe-signature': webhooks.generateTestHeaderString({ payload: body, secret: NEW }) }
  const there = await http(demoStore('harbor-books').host, CONNECT, { method: 'POST', headers, raw: body })
  expect(there.status).toBe(404)
})

test('a forged payment with this order’s ids changes nothing and leaves a security line', async () => {
  const { host, id: storeId } = demoStore('harbor-books')
  const { variants } = await product(new Shopper(host), 'a-clockmakers-winter')
  const shopper = await shopperWith(host, variants.find(({ available }) => available)?.id ?? 0)
  const answer = await checkout(shopper, { paymentMethod: 'pm_card_authenticationRequired' })
  expect(answer.status).toBe(402)
  const [attempt] =
    await sql`select id from checkout_requests where store_id = ${storeId} order by created_at desc limit 1`
  const state = async () =>
    JSON.stringify(
      await sql`select to_jsonb(a) as a, to_jsonb(o) as o from checkout_requests a
    left join orders o on o.store_id = a.store_id and o.attempt_id = a.id where a.store_id = ${storeId} and a.id = ${attempt?.id}`,
    )
  const before = await state()
  const account = 'acct_forger'
  const metadata = { store_id: String(storeId), attempt_id: attempt?.id }
  const intent = {
    id: 'pi_forged',
    object: 'payment_intent',
    status: 'succeeded',
    amount: 1,
    currency: 'usd',
    metadata,
  }
  const forged = eventOf({ type: 'payment_intent.succeeded', account, data: { object: intent } })
  expect((await send(forged.body)).status).toBe(200)
  await expect.poll(() => kept(forged.id)).toBe('ignored')
  expect(await state()).toBe(before)
  expect(JSON.parse(before)[0]).toMatchObject({ a: { status: 'requires_action' }, o: null })
  const lines = readFileSync(server.log, 'utf8').split('\n')
  const said = lines.filter((line) => line.includes('"security":true') && line.includes('pi_forged'))
  expect(said).toHaveLength(1)
  expect(JSON.parse(said[0] ?? '{}')).toMatchObject({
    account,
    claimedAttempt: attempt?.id,
    type: 'payment_intent.succeeded',
  })
})
