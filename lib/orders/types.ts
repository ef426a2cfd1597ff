/** Orders as shown and as answered. Money is integer minor units of the order's `currency`; dates are ISO 8601 strings. */
import type { Address, AppliedDiscount } from '@/db/schema/checkout'
import type { FULFILLMENT_STATUSES, PAYMENT_STATUSES } from '@/db/schema/orders'

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]
export type FulfillmentStatus = (typeof FULFILLMENT_STATUSES)[number]
export type ReturnStatus = 'open' | 'received' | 'cancelled'

/** The `order` member of the checkout's answer (the outside contract, section 4). */
export interface OrderAnswer {
  id: number
  number: number
  token: string
  email: string
  currency: string
  lines: OrderAnswerLine[]
  subtotal: number
  discount: number
  shipping: number
  tax: number
  total: number
  paymentStatus: PaymentStatus
  fulfillmentStatus: FulfillmentStatus
  createdAt: string
}

export interface OrderAnswerLine {
  variantId: number
  productId: number
  title: string
  variantTitle: string
  sku: string | null
  quantity: number
  unitPrice: number
  discount: number
  tax: number
  total: number
}

export interface OrderLine {
  lineNo: number
  variantId: number
  productId: number
  title: string
  variantTitle: string
  sku: string | null
  imageKey: string | null
  quantity: number
  fulfilledQuantity: number
  /** Units that were taken off the order before they were sent. */
  cancelledQuantity: number
  refundedQuantity: number
  returnedQuantity: number
  unitPriceMinor: number
  discountMinor: number
  taxMinor: number
  totalMinor: number
  requiresShipping: boolean
}

export interface OrderPayment {
  status: 'authorized' | 'captured' | 'capture_failed'
  amountMinor: number
  cardBrand: string | null
  cardLast4: string | null
  paymentIntentId: string
  createdAt: string
}

export interface OrderFulfillment {
  id: number
  createdAt: string
  trackingCompany: string | null
  trackingNumber: string | null
  trackingUrl: string | null
  items: { lineNo: number; quantity: number }[]
}

export interface OrderRefund {
  id: number
  amountMinor: number
  status: 'pending' | 'succeeded' | 'failed'
  reason: string
  failureMessage: string | null
  createdAt: string
}

/** Goods on their way back. */
export interface OrderReturn {
  id: number
  status: ReturnStatus
  trackingNumber: string | null
  createdAt: string
  receivedAt: string | null
  items: { lineNo: number; quantity: number; restockedQuantity: number; reason: string }[]
}

export interface OrderDetail {
  id: number
  number: number
  token: string
  email: string
  currency: string
  createdAt: string
  paymentStatus: PaymentStatus
  fulfillmentStatus: FulfillmentStatus
  subtotalMinor: number
  discountMinor: number
  discountCode: string | null
  shippingMinor: number
  shippingRateName: string | null
  taxMinor: number
  taxInclusive: boolean
  totalMinor: number
  shippingTaxMinor: number
  /** Succeeded and pending refunds. */
  refundedMinor: number
  refundedShippingMinor: number
  cancelledAt: string | null
  /** A cancellation broke off: nothing is sent until it is asked for again. */
  cancelling: boolean
  /** The merchant's own; never shown to the customer. */
  note: string
  customerNote: string
  discounts: AppliedDiscount[]
  shippingAddress: Address
  billingAddress: Address | null
  lines: OrderLine[]
  payments: OrderPayment[]
  fulfillments: OrderFulfillment[]
  refunds: OrderRefund[]
  returns: OrderReturn[]
  customer: { id: number; name: string; email: string }
}
