/**
 * Every mail that a store sends, by its kind: who gets it, whether it can be switched off, and the variables that its words
 * may name. `{{name}}` and nothing else is replaced; a mail whose words nobody changed is written by its own file.
 */
interface MailKindFacts {
  label: string
  when: string
  to: 'customer' | 'merchant'
  /** false: a customer who paid has a right to it. */
  switchable: boolean
  /** The mail's own subject. */
  subject: string
  /** What each variable stands for, as the desk explains it. */
  variables: Record<string, string>
}

const STORE = { store_name: 'The name of your store' }
const ORDER = { ...STORE, order_number: 'The order’s number, with #', first_name: 'The customer’s first name' }

export const MAIL_KINDS = {
  'order-confirmation': {
    label: 'Order confirmation',
    when: 'When an order is placed',
    to: 'customer',
    switchable: false,
    subject: 'Order {{order_number}} confirmed',
    variables: { ...ORDER, order_date: 'The day of the order', order_total: 'What was paid' },
  },
  'shipping-confirmation': {
    label: 'Shipping confirmation',
    when: 'When a parcel is sent',
    to: 'customer',
    switchable: true,
    subject: 'Order {{order_number}} is on its way',
    variables: { ...ORDER, tracking_number: 'The parcel’s tracking number, where it has one' },
  },
  'order-refunded': {
    label: 'Refund',
    when: 'When money goes back',
    to: 'customer',
    switchable: true,
    subject: 'Refund for order {{order_number}}',
    variables: { ...ORDER, refund_amount: 'What goes back' },
  },
  'order-cancelled': {
    label: 'Cancellation',
    when: 'When an order is cancelled',
    to: 'customer',
    switchable: true,
    subject: 'Order {{order_number}} was cancelled',
    variables: ORDER,
  },
  'return-received': {
    label: 'Return received',
    when: 'When goods that were sent back have arrived',
    to: 'customer',
    switchable: true,
    subject: 'Your return of order {{order_number}} has arrived',
    variables: ORDER,
  },
  'draft-invoice': {
    label: 'Invoice of a draft order',
    when: 'When you send one',
    to: 'customer',
    switchable: false,
    subject: 'Your invoice from {{store_name}}',
    variables: { ...STORE, first_name: 'The customer’s first name, where you entered it' },
  },
  'payment-returned': {
    label: 'Payment returned',
    when: 'When a payment arrives after the goods are gone and goes back',
    to: 'customer',
    switchable: false,
    subject: 'Your payment to {{store_name}} was returned',
    variables: { ...STORE, payment_amount: 'What went back' },
  },
  'abandoned-checkout': {
    label: 'Abandoned checkout',
    when: 'Once, some hours after a shopper left the checkout',
    to: 'customer',
    switchable: true,
    subject: 'You left something at {{store_name}}',
    variables: { ...STORE, first_item: 'The first item in the cart' },
  },
  'new-order': {
    label: 'New order',
    when: 'When an order is placed',
    to: 'merchant',
    switchable: true,
    subject: 'New order {{order_number}}: {{order_total}}',
    variables: { ...STORE, order_number: 'The order’s number, with #', order_total: 'What was paid' },
  },
  'order-disputed': {
    label: 'Payment disputed',
    when: 'When a customer asks the bank for the money back',
    to: 'merchant',
    switchable: false,
    subject: 'A customer disputes order {{order_number}}',
    variables: { ...STORE, order_number: 'The order’s number, with #', dispute_amount: 'What is disputed' },
  },
  'low-stock': {
    label: 'Low stock',
    when: 'When variants run low, at most once an hour',
    to: 'merchant',
    switchable: true,
    subject: 'Low stock at {{store_name}}: {{item_count}}',
    variables: { ...STORE, item_count: 'How many variants, in words' },
  },
} as const satisfies Record<string, MailKindFacts>

export type MailKind = keyof typeof MAIL_KINDS
export type VariableOf<K extends MailKind> = keyof (typeof MAIL_KINDS)[K]['variables'] & string

export const MAIL_KIND_NAMES = Object.keys(MAIL_KINDS) as MailKind[]

export function isMailKind(name: string): name is MailKind {
  return Object.hasOwn(MAIL_KINDS, name)
}

/** The facts of a kind without its literal types. */
export function factsOf(kind: MailKind): MailKindFacts {
  return MAIL_KINDS[kind]
}
