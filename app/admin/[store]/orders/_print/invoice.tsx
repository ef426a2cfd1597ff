/** What was bought and paid, line by line, with the tax in each. */
import type { ReactNode } from 'react'
import { discountNames } from '@/lib/discounts/names'
import { formatMoney } from '@/lib/money'
import { AddressOn, cell, dayIn, headCell, lineName, type Paper, Sheet } from './document'

export function Invoice({ store, order }: Paper) {
  const money = (minor: number) => formatMoney(minor, order.currency, store.locale)
  return (
    <Sheet
      store={store}
      title="Invoice"
      facts={[
        ['Number', `#${order.number}`],
        ['Date', dayIn(order.createdAt, store.locale)],
      ]}
    >
      <div className="mt-8 grid gap-6 sm:grid-cols-2 print:grid-cols-2">
        <AddressOn title="Bill to" address={order.billingAddress ?? order.shippingAddress} />
        <AddressOn title="Ship to" address={order.shippingAddress} />
      </div>
      <table className="mt-8 w-full border-collapse">
        <thead>
          <tr>
            <th className={headCell}>Item</th>
            <th className={`${headCell} text-right`}>
              <span className="max-sm:hidden print:inline">Quantity</span>
              <span className="sm:hidden print:hidden">Qty</span>
            </th>
            <th className={`${headCell} text-right`}>Price</th>
            <th className={`${headCell} text-right`}>{order.taxInclusive ? 'Tax in it' : 'Tax'}</th>
            <th className={`${headCell} text-right`}>Amount</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.lineNo} className="break-inside-avoid">
              <td className={cell}>
                {lineName(line)}
                {line.discountMinor > 0 ? (
                  <span className="block text-[#555]">Discount −{money(line.discountMinor)}</span>
                ) : null}
              </td>
              <td className={`${cell} tabular text-right`}>{line.quantity}</td>
              <td className={`${cell} tabular text-right`}>{money(line.unitPriceMinor)}</td>
              <td className={`${cell} tabular text-right`}>{money(line.taxMinor)}</td>
              <td className={`${cell} tabular text-right`}>{money(line.unitPriceMinor * line.quantity)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Sums store={store} order={order} />
      <p className="mt-10 break-inside-avoid">{paidWords(order)}</p>
    </Sheet>
  )
}

function Sums({ store, order }: Paper) {
  const money = (minor: number) => formatMoney(minor, order.currency, store.locale)
  const goodsTax = order.taxMinor - order.shippingTaxMinor
  const names = discountNames(order.discounts, order.discountCode)
  const including = order.taxInclusive ? 'Included: tax' : 'Tax'
  return (
    <dl className="mt-4 ml-auto w-full max-w-80 space-y-1 break-inside-avoid">
      <Sum label="Subtotal">{money(order.subtotalMinor)}</Sum>
      {order.discountMinor > 0 ? (
        <Sum label={names ? `Discount (${names})` : 'Discount'}>−{money(order.discountMinor)}</Sum>
      ) : null}
      <Sum label={order.shippingRateName ? `Shipping (${order.shippingRateName})` : 'Shipping'}>
        {money(order.shippingMinor)}
      </Sum>
      {order.taxInclusive ? null : <TaxSums label={including} goods={goodsTax} order={order} store={store} />}
      <div className="flex justify-between gap-4 border-black border-t pt-1 font-semibold">
        <dt>Total</dt>
        <dd className="tabular">{money(order.totalMinor)}</dd>
      </div>
      {order.taxInclusive ? <TaxSums label={including} goods={goodsTax} order={order} store={store} /> : null}
      {order.refundedMinor > 0 ? <Sum label="Refunded">−{money(order.refundedMinor)}</Sum> : null}
    </dl>
  )
}

function TaxSums({ label, goods, store, order }: Paper & { label: string; goods: number }) {
  const money = (minor: number) => formatMoney(minor, order.currency, store.locale)
  return (
    <>
      <Sum label={`${label} on goods`}>{money(goods)}</Sum>
      {order.shippingTaxMinor > 0 ? <Sum label={`${label} on shipping`}>{money(order.shippingTaxMinor)}</Sum> : null}
    </>
  )
}

function Sum({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-[#555]">{label}</dt>
      <dd className="tabular whitespace-nowrap">{children}</dd>
    </div>
  )
}

function paidWords({ payments, paymentStatus }: Paper['order']): string {
  const [payment] = payments
  if (paymentStatus === 'voided') return 'This order was cancelled; nothing was charged.'
  if (!payment) return 'Nothing was to be paid.'
  const brand = payment.cardBrand ? payment.cardBrand.charAt(0).toUpperCase() + payment.cardBrand.slice(1) : 'Card'
  const card = payment.cardLast4 ? `${brand} ending in ${payment.cardLast4}` : brand
  return paymentStatus === 'authorized' ? `Payment authorised: ${card}.` : `Paid with ${card}.`
}
