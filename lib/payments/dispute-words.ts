/** Disputes in words: why the customer wants the money back, and how it stands. Pure; reasons and statuses are Stripe's. */

const REASONS: Record<string, string> = {
  bank_cannot_process: 'The bank could not process the payment',
  check_returned: 'The cheque was returned',
  credit_not_processed: 'A refund that was promised did not come',
  customer_initiated: 'The customer asked the bank for the money',
  debit_not_authorized: 'The customer did not authorise the debit',
  duplicate: 'The customer says they were charged twice',
  fraudulent: 'The cardholder says they did not make this payment',
  general: 'The bank gave no particular reason',
  incorrect_account_details: 'The account details were wrong',
  insufficient_funds: 'The customer’s account had too little money',
  noncompliant: 'The bank says the payment broke the card network’s rules',
  product_not_received: 'The customer says nothing arrived',
  product_unacceptable: 'The customer says it was not as described',
  subscription_canceled: 'The customer says they had cancelled',
  unrecognized: 'The cardholder does not recognise the payment',
}

export interface DisputeLook {
  words: string
  tone: 'neutral' | 'positive' | 'caution' | 'critical'
}

const STATUSES: Record<string, DisputeLook> = {
  needs_response: { words: 'Needs a response', tone: 'critical' },
  under_review: { words: 'With the bank', tone: 'caution' },
  won: { words: 'Won', tone: 'positive' },
  lost: { words: 'Lost', tone: 'neutral' },
  prevented: { words: 'Prevented', tone: 'positive' },
  warning_needs_response: { words: 'Inquiry, needs a response', tone: 'critical' },
  warning_under_review: { words: 'Inquiry, with the bank', tone: 'caution' },
  warning_closed: { words: 'Inquiry closed', tone: 'positive' },
  appeal_needs_response: { words: 'Appeal, needs a response', tone: 'critical' },
  appeal_under_review: { words: 'Appeal, with the bank', tone: 'caution' },
}

const CLOSED = ['won', 'lost', 'prevented', 'warning_closed']

export function disputeReason(reason: string): string {
  return REASONS[reason] ?? reason.charAt(0).toUpperCase() + reason.slice(1).replaceAll('_', ' ')
}

export function disputeLook(status: string): DisputeLook {
  return (
    STATUSES[status] ?? {
      words: status.charAt(0).toUpperCase() + status.slice(1).replaceAll('_', ' '),
      tone: 'caution',
    }
  )
}

/** Whether the bank has decided, for the time being. */
export function isClosed(status: string): boolean {
  return CLOSED.includes(status)
}

/** Whether the merchant has to do something before the deadline. */
export function needsResponse(status: string): boolean {
  return status.endsWith('needs_response')
}

/** Whether an inquiry: nothing was taken yet. */
export function isInquiry(status: string): boolean {
  return status.startsWith('warning')
}
