/**
 * The nine invariants over one shop that has come to rest, asked of the database as superuser, of the stand-in's ledger, of
 * the mail catcher, and of the shop itself by those who bought there. Each violation is one sentence behind its number.
 */
import { z } from 'zod'
import { cancellable, restViolations } from '@/tests/invariants/after-recovery'
import { violations } from '@/tests/invariants/store'
import type { Lab } from './lab'
import { ledgerDifferences } from './product'
import { ledgerOf, type Shop } from './shop'
import type { Shopper } from './shopper'

/** Runs of the mails' functions are retried with growing pauses: so long a mail may take after the last fault. */
const MAIL_LIMIT_MS = 6 * 60_000
const LOOK_EVERY_MS = 500
/** What tells a shopper that the card was not charged, by its code or by its words. */
const NOT_CHARGED = new Set(['payment_declined', 'out_of_stock', 'payments_not_active', 'price_changed'])

export async function shopViolations(lab: Lab, shop: Shop): Promise<string[]> {
  const ledger = await ledgerOf(lab, shop.account)
  return [
    ...(await violations(lab.admin, shop.storeId, ledger)),
    ...(await restViolations(lab.admin, shop.storeId, ledger)),
    ...(shop.disconnected ? [] : await cancellable(lab.admin, shop.storeId, ledger)),
    ...(await soldTooMuch(lab, shop)),
    ...(await answers(lab, shop)),
    ...(await replays(lab, shop)),
    ...(await ledgerDifferences(lab, shop)),
    ...(await unaudited(lab, shop)),
  ]
}

async function soldTooMuch({ admin }: Lab, { storeId, stock }: Shop): Promise<string[]> {
  const [row] = await admin`select coalesce(sum(i.quantity - i.cancelled_quantity), 0)::int as sold from order_items i
    where i.store_id = ${storeId}`
  return row?.sold > stock ? [`${row?.sold} units of ${stock} were sold`] : []
}

/** What a shopper was told last is true: an order that was confirmed is there; a card "not charged" was not. */
async function answers({ admin }: Lab, shop: Shop): Promise<string[]> {
  const rows = await admin`select id::int as id, order_number::int as number, total_minor::int as total,
    customer_email as email, payment_status as status from orders where store_id = ${shop.storeId}`
  return shop.shoppers.flatMap((shopper) => {
    const mine = rows.filter(({ email }) => email === shopper.email)
    const confirmed = shopper.answers.flatMap(({ order }) => order ?? [])
    const lost = confirmed.filter(
      ({ id, number, total }) => !rows.some((row) => row.id === id && row.number === number && row.total === total),
    )
    const last = shopper.answers.at(-1)
    const spared = last && (NOT_CHARGED.has(last.code) || /not charged/i.test(last.message))
    const charged = spared && mine.some(({ status }) => status !== 'voided')
    return [
      ...lost.map(({ number }) => `order #${number} was confirmed and is not there`),
      ...(charged ? [`${shopper.key} was told ${last.code} and has an order`] : []),
      ...shopper.answers.filter(({ code }) => code === 'internal').map(() => `${shopper.key} was answered "internal"`),
    ]
  })
}

/** Each key that made an attempt answers the same twice, and refuses another body. */
async function replays({ admin, servers }: Lab, shop: Shop): Promise<string[]> {
  const rows =
    await admin`select a.idempotency_key as key, a.status, o.id::int as order_id, o.order_number::int as number
    from checkout_requests a left join orders o on o.store_id = a.store_id and o.attempt_id = a.id
    where a.store_id = ${shop.storeId}`
  const known = new Map(rows.map((row) => [String(row.key), row]))
  const { port } = servers[0]
  const found: string[] = []
  for (const shopper of sample(shop.shoppers)) {
    const attempt = known.get(shopper.key)
    if (!attempt) continue
    const [one, two] = [await shopper.pay(port), await shopper.pay(port)]
    const same = one.status === two.status && one.code === two.code && one.order?.id === two.order?.id
    if (!same) found.push(`key ${shopper.key} answers ${one.code}, then ${two.code}`)
    const expected = attempt.order_id as number | null
    if ((one.order?.id ?? null) !== expected) found.push(`key ${shopper.key} answers ${one.code}, not ${expected}`)
    const other = await shopper.payOtherwise(port)
    if (other !== 'idempotency_key_reused') found.push(`key ${shopper.key} takes another body: ${other}`)
  }
  return found
}

const REPLAYED = 25

/** Of hundreds of shoppers the first ones are asked. */
function sample(shoppers: readonly Shopper[]): readonly Shopper[] {
  return shoppers.slice(0, REPLAYED)
}

async function unaudited({ admin }: Lab, { storeId, mutations }: Shop): Promise<string[]> {
  const rows = await admin`select actor_id::int as actor, subject, subject_id from audit_log
    where store_id = ${storeId} and actor_kind = 'user'`
  return mutations
    .filter(
      ({ subject, subjectId, actorId }) =>
        !rows.some((row) => row.subject === subject && row.subject_id === subjectId && row.actor === actorId),
    )
    .map(({ subject, subjectId }) => `what was done to ${subject} ${subjectId} is not in the audit log`)
}

const mailsSchema = z.object({
  messages: z.array(z.object({ to: z.array(z.string()), messageId: z.string().nullable(), subject: z.string() })),
})

/** Every order of the shops has its confirmation; a second one only where a process was killed, with the same Message-ID. */
export async function mailViolations(lab: Lab, shops: readonly Shop[]): Promise<Map<number, string[]>> {
  const ids = shops.map(({ storeId }) => storeId)
  const orders =
    await lab.admin`select o.store_id::int as store, o.order_number::int as number, o.customer_email as email,
    e.id::text as event from orders o
    join outbox e on e.store_id = o.store_id and e.topic = 'order.created' and (e.payload->>'orderId')::bigint = o.id
    where o.store_id = any(${ids})`
  const deadline = Date.now() + MAIL_LIMIT_MS
  for (;;) {
    const { messages } = mailsSchema.parse(await (await fetch(`${lab.mailUrl}/api/messages`)).json())
    const byId = new Map<string, number>()
    for (const { messageId } of messages) byId.set(messageId ?? '', (byId.get(messageId ?? '') ?? 0) + 1)
    const counts = orders.map((order) => ({
      order,
      mails: [...byId].reduce((sum, [id, n]) => (id.startsWith(`<${order.event}.`) ? sum + n : sum), 0),
    }))
    const missing = counts.filter(({ mails }) => mails === 0)
    if (missing.length > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      continue
    }
    const found = new Map<number, string[]>()
    const note = (store: number, what: string) => found.set(store, [...(found.get(store) ?? []), what])
    for (const { order } of missing) note(order.store, `order #${order.number} has no confirmation mail`)
    for (const shop of shops) {
      const twice = counts.filter(({ order, mails }) => order.store === shop.storeId && mails > 1)
      const extra = twice.reduce((sum, { mails }) => sum + mails - 1, 0)
      const kills = lab.kills - shop.killsBefore
      if (extra > kills) note(shop.storeId, `${extra} confirmation mails too many after ${kills} kills`)
    }
    return found
  }
}
