/** What was paid for what. */
import type { ReactNode } from 'react'
import { discountNames } from '@/lib/discounts/names'
import type { OrderDetail } from '@/lib/orders/types'
import { Price } from '../price'

export function OrderTotals({ order, locale }: { order: OrderDetail; locale: string }) {
  const money = (minor: number) => <Price minor={minor} currency={order.currency} locale={locale} />
  const ships = order.lines.some((line) => line.requiresShipping)
  return (
    <dl className="mt-8 flex flex-col gap-2 border-t border-line pt-5 text-14">
      <Row label="Subtotal">{money(order.subtotalMinor)}</Row>
      {order.discountMinor > 0 && (
        <Row label={`Discount ${discountNames(order.discounts, order.discountCode)}`}>
          −{money(order.discountMinor)}
        </Row>
      )}
      {ships && (
        <Row label={order.shippingRateName ? `Shipping, ${order.shippingRateName}` : 'Shipping'}>
          {order.shippingMinor === 0 ? 'Free' : money(order.shippingMinor)}
        </Row>
      )}
      {!order.taxInclusive && <Row label="Tax">{money(order.taxMinor)}</Row>}
      <div className="mt-2 flex items-baseline justify-between border-t border-line pt-4">
        <dt className="text-16">Total</dt>
        <dd className="flex items-baseline gap-2">
          <span className="text-12 text-muted">{order.currency}</span>
          <span className="text-20 font-[550]">{money(order.totalMinor)}</span>
        </dd>
      </div>
      {order.refundedMinor > 0 && <Row label="Refunded">−{money(order.refundedMinor)}</Row>}
      {order.taxInclusive && order.taxMinor > 0 && (
        <p className="text-right text-13 text-muted">including {money(order.taxMinor)} tax</p>
      )}
    </dl>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd className="tabular">{children}</dd>
    </div>
  )
}
