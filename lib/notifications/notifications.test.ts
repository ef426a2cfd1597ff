import { describe, expect, it } from 'vitest'
import type { OrderDetail } from '@/lib/orders/types'
import { PLAIN_THEME, type StoreProfile } from '@/lib/stores/queries'
import { html } from './html'
import { paletteOf } from './layout'
import { senderAddress } from './mailer'
import { orderConfirmation } from './order-confirmation'
import { shippingConfirmation } from './shipping-confirmation'

process.env.AUTH_SECRET ??= 'a-secret-for-tests-only'

const store: StoreProfile = {
  id: 1,
  slug: 'harbor-books',
  name: 'Harbor & <b>Books</b>',
  email: 'hello@harbor.test',
  plan: 'basic',
  status: 'active',
  currency: 'USD',
  locale: 'en-US',
  taxInclusive: false,
  taxShipping: false,
  taxProvider: 'rates',
  primaryDomain: null,
  redirectToPrimary: true,
  stripeAccountId: null,
  chargesEnabled: true,
  settings: {},
  theme: PLAIN_THEME,
}

const order: OrderDetail = {
  id: 1,
  number: 1042,
  token: 'f'.repeat(32),
  email: 'ada@example.test',
  currency: 'USD',
  createdAt: '2026-11-22T12:00:00.000Z',
  paymentStatus: 'paid',
  fulfillmentStatus: 'unfulfilled',
  subtotalMinor: 5_800,
  discountMinor: 800,
  discountCode: 'WELCOME',
  shippingMinor: 0,
  shippingRateName: 'Post',
  taxMinor: 120,
  taxInclusive: false,
  totalMinor: 5_120,
  shippingAddress: { name: 'Ada <i>Okafor</i>', address1: '12 Quay Street', city: 'Porto', zip: '4000', country: 'PT' },
  billingAddress: null,
  note: '',
  returns: [],
  lines: [
    {
      lineNo: 1,
      variantId: 7,
      productId: 3,
      title: 'Salt "Roads" <script>alert(1)</script>',
      variantTitle: 'Hardcover',
      sku: null,
      imageKey: 'a'.repeat(32),
      quantity: 2,
      fulfilledQuantity: 1,
      cancelledQuantity: 0,
      refundedQuantity: 0,
      returnedQuantity: 0,
      unitPriceMinor: 2_900,
      discountMinor: 800,
      taxMinor: 120,
      totalMinor: 5_120,
      requiresShipping: true,
    },
  ],
  shippingTaxMinor: 0,
  refundedMinor: 0,
  refundedShippingMinor: 0,
  cancelledAt: null,
  cancelling: false,
  customerNote: '',
  discounts: [],
  payments: [],
  fulfillments: [],
  refunds: [],
  customer: { id: 1, name: 'Ada', email: 'ada@example.test' },
}

const parcel = {
  id: 1,
  createdAt: '',
  trackingCompany: 'DHL',
  trackingNumber: '1',
  items: [{ lineNo: 1, quantity: 1 }],
}

describe('the order confirmation', () => {
  const mail = orderConfirmation(store, order)

  it('shows lines, sums, address and the way to the order, as HTML and as text', () => {
    for (const body of [mail.html, mail.text]) {
      for (const shown of [
        '#1042',
        '$58.00',
        '−$8.00',
        '$1.20',
        '$51.20',
        'Free',
        'Quantity 2',
        '12 Quay Street',
        'Portugal',
      ]) {
        expect(body).toContain(shown)
      }
      expect(body).toContain(`http://harbor-books.localhost:3000/orders/${order.token}`)
    }
    expect(mail.html).toContain(`src="http://harbor-books.localhost:3000/media/${'a'.repeat(32)}/320.webp"`)
  })

  it('lets no word of merchant or shopper become markup', () => {
    for (const raw of ['<script', '<b>', '<i>', '"Roads"']) expect(mail.html).not.toContain(raw)
    expect(mail.html).toContain('&lt;script&gt;')
  })
})

describe('the shipping confirmation', () => {
  it('tells what is in the parcel and that the rest follows', () => {
    const mail = shippingConfirmation(store, order, { ...parcel, trackingUrl: 'https://dhl.test/1' })
    expect(mail.text).toContain('Part of your order is on its way')
    expect(mail.text).toContain('Quantity 1')
    expect(mail.html).toContain('href="https://dhl.test/1"')
  })

  it('carries no link that is not of the web', () => {
    const mail = shippingConfirmation(store, order, { ...parcel, trackingUrl: 'javascript:alert(1)' })
    expect(mail.html).not.toContain('javascript:')
  })
})

describe('the parts', () => {
  it('escape what is put in and keep what html made', () => {
    expect(html`<p title="${'"x"'}">${[html`<b>${'<'}</b>`, null, 3]}</p>`.text).toBe(
      '<p title="&quot;x&quot;"><b>&lt;</b>3</p>',
    )
  })

  it('take a colour only if it is one', () => {
    const colors = { ...PLAIN_THEME.colors, accent: 'red;background:url(//x)', text: '#123abc' }
    expect(paletteOf({ theme: { ...PLAIN_THEME, colors } })).toMatchObject({ accent: '#1c1b19', text: '#123abc' })
  })

  it('refuse a sender that would end its header line', () => {
    expect(senderAddress('Stoa <no-reply@stoa.test>')).toBe('no-reply@stoa.test')
    expect(() => senderAddress('a@b.test\r\nBcc: c@d.test')).toThrow()
    expect(() => senderAddress('a@b.test, c@d.test')).toThrow()
  })
})
