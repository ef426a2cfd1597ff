/** Where an order goes and how it was paid. */
import type { OrderDetail } from '@/lib/orders/types'
import { postalLines } from '@/lib/stores/postal-address'

type Address = OrderDetail['shippingAddress']

export function AddressBlock({ title, address, locale }: { title: string; address: Address; locale: string }) {
  const country = new Intl.DisplayNames([locale, 'en'], { type: 'region' }).of(address.country) ?? ''
  return (
    <section className="text-14">
      <h2 className="font-body text-13 text-muted">{title}</h2>
      <address className="mt-1.5 leading-relaxed not-italic">
        {[...postalLines(address), country].map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </address>
    </section>
  )
}

const BRANDS: Record<string, string> = { visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express' }

export function PaymentBlock({ order }: { order: OrderDetail }) {
  const [payment] = order.payments
  if (!payment) return null
  const brand = payment.cardBrand ? (BRANDS[payment.cardBrand] ?? payment.cardBrand) : 'Card'
  return (
    <section className="text-14">
      <h2 className="font-body text-13 text-muted">Paid with</h2>
      <p className="tabular mt-1.5">
        {brand}
        {payment.cardLast4 && ` •••• ${payment.cardLast4}`}
      </p>
      <p className="text-muted">{WORDS[order.paymentStatus]}</p>
    </section>
  )
}

const WORDS: Record<OrderDetail['paymentStatus'], string> = {
  authorized: 'Approved',
  paid: 'Paid',
  partially_refunded: 'Partly refunded',
  refunded: 'Refunded',
  voided: 'Cancelled; nothing was charged',
}
