/** Draft orders: paid once, at the terms agreed, and never changed by whoever has the link. */
import { describe, expect, it } from 'vitest'
import { readStore, withStore } from '@/db/store'
import { addToCart, clearCart, openCart, setCartDetails, setQuantity } from '@/lib/cart/commands'
import { getCart } from '@/lib/cart/queries'
import { placeOrder } from '@/lib/checkout/place-order'
import { resolveAttempt } from '@/lib/checkout/resolve-attempt'
import { sweepAttempts } from '@/lib/checkout/sweep'
import { cancelDraft, createDraft, requestInvoice, saveDraft } from '@/lib/drafts/commands'
import { findDraftByToken, getDraft, listDrafts } from '@/lib/drafts/queries'
import type { DraftRows } from '@/lib/drafts/types'
import { DomainError } from '@/lib/errors'
import { scene } from '../checkout/scene'
import { codeOf, request, tally } from '../checkout/shop'

const { shop, at } = scene

/** Two units at 15.00 in place of 20.00, 10 % off, shipping 3.00: 30.00 - 3.00 + 3.00. */
const rows = (more: Partial<DraftRows> = {}): DraftRows => ({
  lines: [{ variantId: at.variantId, quantity: 2, unitPriceMinor: 1_500 }],
  email: 'ada@example.test',
  customerName: 'Ada Okafor',
  note: 'Agreed on the phone',
  discount: { title: 'For the wait', kind: 'percentage', value: 1_000 },
  shipping: { name: 'By hand', priceMinor: 300 },
  ...more,
})

async function drafted(more: Partial<DraftRows> = {}) {
  const id = await withStore(at.storeId, (tx) => createDraft(tx, rows(more), 7))
  return readStore(at.storeId, (tx) => getDraft(tx, id))
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof DomainError) return error.code
      throw error
    },
  )

async function state(id: number) {
  const [row] = await shop.db.admin`select d.status, o.total_minor::int as total, o.source, o.note,
      (select count(*)::int from orders where store_id = d.store_id) as orders
    from draft_orders d left join orders o on o.store_id = d.store_id and o.id = d.order_id
    where d.store_id = ${at.storeId} and d.id = ${id}`
  return row
}

describe('paying a draft', () => {
  it('takes what was agreed and completes it, once', async () => {
    const draft = await drafted()
    const { order } = await placeOrder(at.storeId, request(draft.token))
    expect(order).toMatchObject({ subtotal: 3_000, discount: 300, shipping: 300, total: 3_000 })
    expect(order.lines).toMatchObject([{ unitPrice: 1_500, quantity: 2 }])
    expect(await state(draft.id)).toEqual({
      status: 'completed',
      total: 3_000,
      source: 'draft_order',
      note: 'Agreed on the phone',
      orders: 1,
    })
    const [told] = await shop.db.admin`select payload from outbox
      where store_id = ${at.storeId} and topic = 'draft_order.completed'`
    expect(told?.payload).toMatchObject({ draftOrderId: draft.id, orderId: order.id })
    expect(await codeOf(at.storeId, request(draft.token))).toBe('conflict')
    expect(await readStore(at.storeId, (tx) => getDraft(tx, draft.id))).toMatchObject({ order: { id: order.id } })
  })

  it('by ten people at once makes one order and one charge', async () => {
    const draft = await drafted()
    const answers = await Promise.all(Array.from({ length: 10 }, () => codeOf(at.storeId, request(draft.token))))
    expect(tally(answers).ordered).toBe(1)
    expect(await state(draft.id)).toMatchObject({ status: 'completed', orders: 1 })
    expect((await shop.ledger(at.storeId)).charges.filter(({ captured }) => captured)).toHaveLength(1)
  })

  it('ignores codes and the shop’s own discounts, and follows the catalog where no price was agreed', async () => {
    await shop.db.admin`insert into discounts (store_id, code, title, kind, value) values
      (${at.storeId}, 'HALF', 'Half', 'percentage', 5000), (${at.storeId}, null, 'Always', 'percentage', 4000)`
    const lines = [{ variantId: at.variantId, quantity: 1, unitPriceMinor: null }]
    const draft = await drafted({ lines, discount: null, shipping: null })
    await shop.db.admin`update variants set price_minor = 2100 where store_id = ${at.storeId}`
    const { order } = await placeOrder(at.storeId, request(draft.token, { discountCode: 'HALF' }))
    expect(order).toMatchObject({ subtotal: 2_100, discount: 0, shipping: 500 })
  })
})

describe('whoever has the link', () => {
  it('cannot change the draft’s cart, whichever way', async () => {
    const draft = await drafted()
    const { token } = draft
    const variantId = at.variantId
    const [added, opened] = await withStore(at.storeId, async (tx) => [
      await addToCart(tx, token, [{ variantId, quantity: 1 }]),
      await openCart(tx, token),
    ])
    expect(added?.token).not.toBe(token)
    expect(opened).not.toBe(token)
    const tries = [
      (tx: Parameters<typeof setQuantity>[0]) => setQuantity(tx, token, variantId, 1),
      (tx: Parameters<typeof setQuantity>[0]) => setQuantity(tx, token, variantId, 0),
      (tx: Parameters<typeof setQuantity>[0]) => clearCart(tx, token),
      (tx: Parameters<typeof setQuantity>[0]) => setCartDetails(tx, token, { discountCode: 'HALF', note: 'x' }),
    ]
    for (const attempt of tries) await refusal(withStore(at.storeId, attempt))
    expect(await readStore(at.storeId, (tx) => getCart(tx, token))).toMatchObject({ lines: [], note: '' })
    expect(await readStore(at.storeId, (tx) => findDraftByToken(tx, token))).toEqual(draft)
  })

  it('finds nothing under another store', async () => {
    const { token, id } = await drafted()
    const other = await shop.createStore()
    expect(await readStore(other, (tx) => findDraftByToken(tx, token))).toBeNull()
    expect(await refusal(readStore(other, (tx) => getDraft(tx, id)))).toBe('not_found')
    expect(await refusal(withStore(other, (tx) => cancelDraft(tx, id)))).toBe('not_found')
  })
})

describe('the merchant', () => {
  it('changes a draft until it is paid, and not while it is being paid', async () => {
    const draft = await drafted()
    await withStore(at.storeId, (tx) => saveDraft(tx, draft.id, rows({ discount: null })))
    const pending = request(draft.token, { paymentMethod: 'pm_card_authenticationRequired' })
    expect(await codeOf(at.storeId, pending)).toBe('payment_action_required')
    const change = () => refusal(withStore(at.storeId, (tx) => saveDraft(tx, draft.id, rows())))
    expect(await change()).toBe('conflict')
    expect(await refusal(withStore(at.storeId, (tx) => cancelDraft(tx, draft.id)))).toBe('conflict')
    await shop.authenticate(await scene.onlyIntent())
    await resolveAttempt(at.storeId, String((await scene.attempt()).id))
    expect(await state(draft.id)).toMatchObject({ status: 'completed', total: 3_300 })
    expect(await change()).toBe('conflict')
    expect(await refusal(withStore(at.storeId, (tx) => requestInvoice(tx, draft.id)))).toBe('conflict')
  })

  it('cancels one: its link is dead', async () => {
    const draft = await drafted()
    await withStore(at.storeId, (tx) => cancelDraft(tx, draft.id))
    expect(await codeOf(at.storeId, request(draft.token))).toBe('conflict')
    expect(await state(draft.id)).toMatchObject({ status: 'cancelled', orders: 0 })
  })

  it.each(['changed', 'cancelled'] as const)('gets no order for a payment that comes after it was %s', async (what) => {
    const draft = await drafted()
    const pending = request(draft.token, { paymentMethod: 'pm_card_authenticationRequired' })
    expect(await codeOf(at.storeId, pending)).toBe('payment_action_required')
    const intent = await scene.onlyIntent()
    // The bank answers after the attempt has been given up here, as when Stripe could not be reached to cancel it.
    await shop.db.admin`with gone as (delete from stock_reservations where store_id = ${at.storeId} returning *)
      update inventory_levels l set available = l.available + g.quantity from gone g
      where l.store_id = g.store_id and l.variant_id = g.variant_id`
    await shop.db.admin`update checkout_requests set status = 'cancelled' where store_id = ${at.storeId}`
    await withStore(at.storeId, (tx) =>
      what === 'changed' ? saveDraft(tx, draft.id, rows({ discount: null })) : cancelDraft(tx, draft.id),
    )
    await shop.authenticate(intent)
    await scene.deliver(await scene.onlyIntent())
    await sweepAttempts(10)
    expect(await state(draft.id)).toMatchObject({ status: what === 'changed' ? 'open' : 'cancelled', orders: 0 })
    expect((await shop.ledger(at.storeId)).charges.filter(({ captured, refunded }) => captured && !refunded)).toEqual(
      [],
    )
  })

  it('is told what cannot be sold, and of a missing address', async () => {
    const lines = [{ variantId: 999_999_999, quantity: 1, unitPriceMinor: null }]
    expect(await refusal(drafted({ lines }))).toBe('invalid_request')
    const draft = await drafted({ email: '' })
    expect(await refusal(withStore(at.storeId, (tx) => requestInvoice(tx, draft.id)))).toBe('invalid_request')
    await withStore(at.storeId, (tx) => saveDraft(tx, draft.id, rows()))
    await withStore(at.storeId, (tx) => requestInvoice(tx, draft.id))
    expect(await state(draft.id)).toMatchObject({ status: 'invoice_sent' })
    const listed = await readStore(at.storeId, (tx) => listDrafts(tx, { status: 'invoice_sent', currency: 'USD' }))
    expect(listed).toMatchObject({ next: null, drafts: [{ id: draft.id, itemCount: 2, totalMinor: 2_700 }] })
  })
})
