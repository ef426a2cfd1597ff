import { describe, expect, it } from 'vitest'
import type { OrderDetail } from '@/lib/orders/types'
import { PLAIN_THEME, type StoreProfile } from '@/lib/stores/queries'
import { html } from './html'
import { factsOf, MAIL_KIND_NAMES } from './kinds'
import { paletteOf, readableOn } from './look'
import { senderAddress } from './mailer'
import { orderConfirmation } from './order-confirmation'
import { shippingConfirmation } from './shipping-confirmation'
import { fill, OWN_WORDS, problemsOf, wordsSchema } from './words'

process.env.AUTH_SECRET ??= 'a-secret-for-tests-only'

const store: StoreProfile = {
  id: 1,
  slug: 'harbor-books',
  name: 'Harbor & <b>Books</b>',
  email: 'hello@harbor.test',
  plan: 'basic',
  planStatus: 'active',
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

describe('a merchant’s own words', () => {
  const values = { store_name: 'Harbor', order_number: '#1042' }

  it('have their variables replaced once: a value is not read again', () => {
    expect(fill('{{ order_number }} at {{store_name}}{{order_number}}', values)).toBe('#1042 at Harbor#1042')
    expect(fill('{{store_name}}', { ...values, store_name: '{{order_number}}' })).toBe('{{order_number}}')
  })

  it.each([
    '{{constructor}}',
    '{{__proto__}}',
    '{{toString}}',
    '{{nobody}}',
    '{{}}',
    '{order_number}',
    '{{order number}}',
  ])('leave %s as it is written', (text) => expect(fill(text, values)).toBe(text))

  it('are refused when they name what the mail does not have, or forget a brace', () => {
    const problems = (subject: string) => problemsOf('order-confirmation', { subject, intro: null })
    expect(problems('{{order_number}} {{ first_name }}')).toEqual({})
    for (const bad of [
      '{{refund_amount}}',
      '{{constructor}}',
      '{{order_number',
      'order_number}}',
      '{{{{order_number}}}}',
    ]) {
      expect(problems(bad), bad).toHaveProperty('subject')
    }
  })

  it.each(['a\r\nBcc: x@y.test', 'a\nb', 'a\u2028b', 'a\0b'])('refuse %j as a subject', (subject) => {
    expect(wordsSchema.safeParse({ subject, intro: '' }).success).toBe(false)
  })

  it('become text in HTML and stand as they are in plain text', () => {
    const words = { subject: 'Hello {{first_name}}', intro: '<img src=x onerror=alert(1)> {{order_total}}' }
    const mail = orderConfirmation(store, order, words)
    expect(mail.subject).toBe('Hello Ada')
    expect(mail.html).toContain('&lt;img src=x onerror=alert(1)&gt; $51.20')
    expect(mail.text).toContain('<img src=x onerror=alert(1)> $51.20')
  })

  it('are not needed: every kind has a subject whose variables it knows', () => {
    for (const kind of MAIL_KIND_NAMES)
      expect(problemsOf(kind, { ...OWN_WORDS, subject: factsOf(kind).subject })).toEqual({})
  })
})

it('text on the accent is the more readable of black and white', () => {
  expect([readableOn('#2f5d50'), readableOn('#f4d35e'), readableOn('#000'), readableOn('#ffffff')]).toEqual([
    '#ffffff',
    '#000000',
    '#ffffff',
    '#000000',
  ])
})

it('no mail loads anything but the store’s own pictures', () => {
  const { html: body } = orderConfirmation(store, order)
  const loaded = [...body.matchAll(/(?:src|background|srcset)="([^"]+)"|url\(([^)]+)\)/g)].map(([, a, b]) => a ?? b)
  expect(loaded.length).toBeGreaterThan(0)
  for (const address of loaded) expect(address).toMatch(/^http:\/\/harbor-books\.localhost:3000\/media\//)
})
