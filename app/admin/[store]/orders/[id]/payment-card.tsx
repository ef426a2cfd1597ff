/** The sum of an order line by line, and the money that came in for it. */
import type { ReactNode } from 'react'
import { Card } from '@/app/_ui/card'
import { Money } from '@/app/_ui/money'
import { discountNames } from '@/lib/discounts/names'
import type { OrderDetail } from '@/lib/orders/types'

const PAYMENT_WORDS = {
  authorized: 'authorised, not captured yet',
  captured: 'captured',
  capture_failed: 'capture failed: the authorisation ended before the money was taken',
} as const

export function PaymentCard({ order }: { order: OrderDetail }) {
  const { currency } = order
  const units = order.lines.reduce((sum, line) => sum + line.quantity, 0)
  return (
    <Card title="Payment">
      <dl className="space-y-2">
        <Row label="Subtotal" note={`${units} ${units === 1 ? 'item' : 'items'}`}>
          <Money minor={order.subtotalMinor} currency={currency} />
        </Row>
        {order.discountMinor > 0 ? (
          <Row label="Discount" note={discountNames(order.discounts, order.discountCode)}>
            <Money minor={-order.discountMinor} currency={currency} />
          </Row>
        ) : null}
        <Row label="Shipping" note={order.shippingRateName}>
          <Money minor={order.shippingMinor} currency={currency} />
        </Row>
        <Row label="Tax" note={order.taxInclusive ? 'included in prices' : null}>
          <Money minor={order.taxMinor} currency={currency} />
        </Row>
        <Row label={<span className="font-semibold text-text">Total</span>}>
          <span className="font-semibold">
            <Money minor={order.totalMinor} currency={currency} />
          </span>
        </Row>
        {order.refundedMinor > 0 ? (
          <>
            <Row label="Refunded">
              <Money minor={-order.refundedMinor} currency={currency} />
            </Row>
            <Row label={<span className="font-semibold text-text">Net</span>}>
              <span className="font-semibold">
                <Money minor={order.totalMinor - order.refundedMinor} currency={currency} />
              </span>
            </Row>
          </>
        ) : null}
      </dl>
      {order.payments.map((payment) => (
        <div
          key={payment.paymentIntentId}
          className="mt-4 flex items-start justify-between gap-4 border-line border-t pt-4"
        >
          <div className="min-w-0">
            <p>
              {payment.cardBrand ? <span className="capitalize">{payment.cardBrand}</span> : 'Card'}
              {payment.cardLast4 ? <span className="tabular"> ending in {payment.cardLast4}</span> : null}
              <span className={payment.status === 'capture_failed' ? 'text-critical' : 'text-muted'}>
                {', '}
                {PAYMENT_WORDS[payment.status]}
              </span>
            </p>
            <p className="mt-0.5 truncate text-12 text-muted tabular">{payment.paymentIntentId}</p>
          </div>
          <Money minor={payment.amountMinor} currency={currency} />
        </div>
      ))}
    </Card>
  )
}

function Row({ label, note, children }: { label: ReactNode; note?: string | null; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-muted">
        {label}
        {note ? <span className="ml-2 text-13 text-muted">{note}</span> : null}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
