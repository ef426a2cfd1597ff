/** What Stripe Tax is told of sales and refunds: each once, and nothing of a store with its own rates. */
import { expect, it } from 'vitest'
import { placeOrder } from '@/lib/checkout/place-order'
import { refundOrder } from '@/lib/payments/refund-order'
import { stripe } from '@/lib/payments/stripe'
import { recordTaxOfRefund, recordTaxOfSale } from '@/lib/payments/tax-records'
import { scene } from '../checkout/scene'
import { ADDRESS } from '../checkout/shop'
import { accountOf } from './connect'

const { shop, at, newRequest } = scene
const wish = { lines: [], shippingMinor: 0, reason: '', userId: null }

it('makes the calculation of a paid order a transaction, and reverses what is refunded', async () => {
  await shop.db.admin`update stores set tax_provider = 'stripe_tax' where id = ${at.storeId}`
  const address = { ...ADDRESS, province: 'CA', zip: '94607' }
  const { order } = await placeOrder(at.storeId, await newRequest({ shippingAddress: address }))
  const { refundId } = await refundOrder(at.storeId, { orderId: order.id, amountMinor: 1000, ...wish })
  const back = () => recordTaxOfRefund(at.storeId, { orderId: order.id, refundId })
  await expect(back()).rejects.toThrow('not in the tax records yet')
  const sold = () => recordTaxOfSale(at.storeId, { orderId: order.id })
  expect(await Promise.all([sold(), sold()])).toContain('recorded')
  expect(await sold()).toBe('known')
  expect([await back(), await back()]).toEqual(['recorded', 'recorded'])
  const [payment] = await shop.db.admin`select tax_transaction_id as id from payments where store_id = ${at.storeId}`
  const account = { stripeAccount: await accountOf() }
  const transaction = await stripe().tax.transactions.retrieve(payment?.id, {}, account)
  expect(transaction).toMatchObject({ type: 'transaction', reference: `order:${at.storeId}:${order.id}` })
  // A second reversal of everything would be more than there is: one of 1000 went before.
  const all = {
    mode: 'partial',
    original_transaction: transaction.id,
    reference: 'x',
    flat_amount: -order.total,
  } as const
  await expect(stripe().tax.transactions.createReversal(all, account)).rejects.toMatchObject({
    code: 'amount_too_large',
  })
  const rest = { ...all, flat_amount: 1000 - order.total }
  expect(await stripe().tax.transactions.createReversal(rest, account)).toMatchObject({ type: 'reversal' })
})

it('has nothing to tell of an order with the store’s own rates', async () => {
  const { order } = await placeOrder(at.storeId, await newRequest())
  expect(await recordTaxOfSale(at.storeId, { orderId: order.id })).toBe('nothing_to_record')
})
