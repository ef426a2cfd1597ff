/** Money came, or went back: Stripe Tax is told, where it computed the taxes. Tried for about a day; a repeat records nothing new. */
import { recordTaxOfRefund, recordTaxOfSale } from '@/lib/payments/tax-records'
import { inngest, orderRefunded, paymentCaptured } from '../client'

export const recordTaxOfSaleFunction = inngest.createFunction(
  { id: 'record-tax-of-sale', triggers: [{ event: paymentCaptured, if: 'event.data.taxed != false' }], retries: 20 },
  async ({ event }) => {
    const { storeId, orderId } = event.data
    return recordTaxOfSale(storeId, { orderId })
  },
)

export const recordTaxOfRefundFunction = inngest.createFunction(
  { id: 'record-tax-of-refund', triggers: [orderRefunded], retries: 20 },
  async ({ event, step }) => {
    const { storeId, orderId, refundId } = event.data
    return step.run('record', () => recordTaxOfRefund(storeId, { orderId, refundId }))
  },
)
