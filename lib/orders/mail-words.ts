/** What the mails about an order are called in its history. */
export const MAIL_WORDS: Record<string, string> = {
  'order-confirmation': 'Order confirmation',
  'shipping-confirmation': 'Shipping confirmation',
  'order-refunded': 'Refund notice',
  'order-cancelled': 'Cancellation notice',
  'return-received': 'Return confirmation',
  'draft-invoice': 'Invoice',
}
