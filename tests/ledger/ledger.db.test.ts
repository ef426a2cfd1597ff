/** The books against Stripe's own: nothing missing, nothing invented, and each kind of tampering is named. */
import { describe, expect, it, vi } from 'vitest'
import { placeOrder } from '@/lib/checkout/place-order'
import { reconcileStore } from '@/lib/ledger/reconcile'
import { verifyLedger } from '@/lib/ledger/verify'
import { refundOrder } from '@/lib/payments/refund-order'
import { stripe } from '@/lib/payments/stripe'
import { scene } from '../checkout/scene'

const { shop, at, newRequest } = scene

async function trade(): Promise<number> {
  const { order } = await placeOrder(at.storeId, await newRequest({ email: 'a@example.test' }))
  await placeOrder(at.storeId, await newRequest({ email: 'b@example.test' }))
  const wish = { lines: [], shippingMinor: 0, amountMinor: 123, reason: '', userId: null }
  await refundOrder(at.storeId, { orderId: order.id, ...wish })
  return order.number
}

const differences = async () => (await verifyLedger(at.storeId)).differences

/** A charge a day, newest first. */
function oldMovements(days: number) {
  const fee = { type: 'stripe_fee', amount: 59 }
  return Array.from({ length: days }, (_, day) => ({
    id: `txn_old${day}`,
    type: 'charge',
    reporting_category: 'charge',
    amount: 1000,
    fee: 59,
    net: 941,
    fee_details: [fee],
    currency: 'usd',
    created: Math.floor(Date.now() / 1000) - day * 86_400,
    source: null,
  }))
}

/** As Stripe's list answers for these. */
function pageOf(movements: ReturnType<typeof oldMovements>, asked: unknown) {
  const {
    limit,
    created,
    starting_after: after,
  } = asked as {
    limit: number
    created: { gte: number }
    starting_after?: string
  }
  const since = movements.filter((movement) => movement.created >= created.gte)
  const begin = after ? since.findIndex(({ id }) => id === after) + 1 : 0
  return { data: since.slice(begin, begin + limit), has_more: begin + limit < since.length }
}

describe('the books', () => {
  it('of a store with sales and a refund differ from Stripe in nothing', async () => {
    await trade()
    const report = await verifyLedger(at.storeId)
    expect(report).toMatchObject({ movements: 3, differences: [] })
    const [balance] = await shop.db.admin`select sum(e.amount_minor)::int as total from ledger_entries e
      where e.store_id = ${at.storeId} and e.account = 'stripe_balance'`
    expect(balance?.total).toBeGreaterThan(0)
  })

  it('are written once however often and by however many they are brought up to date', async () => {
    await trade()
    const runs = await Promise.all([reconcileStore(at.storeId), reconcileStore(at.storeId), reconcileStore(at.storeId)])
    expect(runs.reduce((sum, { booked }) => sum + booked, 0)).toBe(3)
    expect((await reconcileStore(at.storeId)).booked).toBe(0)
  })

  it('name an entry that somebody changed, a transaction that is gone, and an order that says something else', async () => {
    const number = await trade()
    expect(await differences()).toEqual([])
    const { admin } = shop.db
    await admin`update ledger_entries set amount_minor = amount_minor + 1 where store_id = ${at.storeId}
      and account = 'stripe_balance' and transaction_id = (
        select min(id) from ledger_transactions where store_id = ${at.storeId})`
    expect((await differences()).join('\n')).toMatch(/differ by 1\n.*the books say/)
    await admin`update ledger_entries set amount_minor = amount_minor - 1 where store_id = ${at.storeId}
      and account = 'stripe_balance' and transaction_id = (
        select min(id) from ledger_transactions where store_id = ${at.storeId})`
    await admin`update payments set fee_minor = fee_minor + 1 where store_id = ${at.storeId}
      and order_id = (select id from orders where store_id = ${at.storeId} and order_number = ${number})`
    expect(await differences()).toEqual([expect.stringMatching(new RegExp(`order #${number}: platform fee`))])
    await admin`update payments set fee_minor = fee_minor - 1 where store_id = ${at.storeId}
      and order_id = (select id from orders where store_id = ${at.storeId} and order_number = ${number})`
  })

  it('have no hole after runs that broke off, however long ago the money moved', async () => {
    const movements = oldMovements(250)
    const list = vi.spyOn(stripe().balanceTransactions, 'list')
    for (const broken of [2, 3, 4, 5]) {
      let call = 0
      list.mockImplementation((asked) => {
        if (++call === broken) throw new Error('cut off')
        return Promise.resolve(pageOf(movements, asked)) as unknown as ReturnType<typeof list>
      })
      await reconcileStore(at.storeId).catch(() => undefined)
    }
    list.mockImplementation((asked) => Promise.resolve(pageOf(movements, asked)) as unknown as ReturnType<typeof list>)
    await reconcileStore(at.storeId)
    list.mockRestore()
    const [row] = await shop.db.admin`select count(*)::int as n from ledger_transactions where store_id = ${at.storeId}`
    expect(row?.n).toBe(250)
  })

  it('refuse a transaction that does not sum to zero', async () => {
    await trade()
    await reconcileStore(at.storeId)
    const [known] = await shop.db.admin`select min(id) as id from ledger_transactions where store_id = ${at.storeId}`
    const lone = shop.db.admin`insert into ledger_entries (store_id, transaction_id, entry_no, account, amount_minor)
      values (${at.storeId}, ${known?.id}, 99, 'bank', 5)`
    await expect(lone).rejects.toThrow('does not balance')
  })
  it('of an account that left us unheard end there: the store is disconnected, and nothing else is compared', async () => {
    await trade()
    await reconcileStore(at.storeId)
    const [store] = await shop.db.admin`select stripe_account_id from stores where id = ${at.storeId}`
    await stripe().accounts.del(store?.stripe_account_id)
    expect(await verifyLedger(at.storeId)).toMatchObject({ movements: 0, differences: [] })
    const [after] = await shop.db.admin`select charges_enabled, account_disconnected_at is not null as gone
      from stores where id = ${at.storeId}`
    expect(after).toEqual({ charges_enabled: false, gone: true })
  })
})
