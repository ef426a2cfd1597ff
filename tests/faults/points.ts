/**
 * The product's transactions as the wire shows them. A point is recognised by the tables that a transaction has written,
 * not by the code that wrote them, so that it stays where it is while the code changes.
 */
import type { Point } from './wire/proxy'

const COMMIT = /^\s*commit\b/i

const CART_WRITE = /insert into "?cart_items\b/i
const ATTEMPT_WRITE = /insert into "?checkout_requests\b/i
const ORDER_WRITE = /insert into "?orders\b/i
const PAYMENT_ID_WRITE = /update "?checkout_requests"? set[\s\S]*"?payment_intent_id\b/i
const CAPTURE_WRITE = /update "?payments"? set/i
const ATTEMPT_LOCK = /from "?checkout_requests"?[\s\S]*for update/i
const OUTBOX_MARK = /update "?outbox"? set[\s\S]*"?sent_at\b/i

/** The COMMIT of a transaction that wrote `wrote` and nothing that `not` names. */
function commitOf(wrote: RegExp, when: Point['when'], not?: RegExp): Point {
  return {
    when,
    matches: (statement, earlier) =>
      COMMIT.test(statement) &&
      earlier.some((each) => wrote.test(each)) &&
      !(not && earlier.some((each) => not.test(each))),
  }
}

function statement(pattern: RegExp): Point {
  return { when: 'before', matches: (text) => pattern.test(text) }
}

export const points = {
  cartCommit: commitOf(CART_WRITE, 'before'),
  reserveCommit: (when: Point['when']) => commitOf(ATTEMPT_WRITE, when),
  /** The first statement after Stripe's answer that only an order's transaction has. */
  orderBegun: statement(ATTEMPT_LOCK),
  paymentIdCommit: (when: Point['when']) => commitOf(PAYMENT_ID_WRITE, when, ORDER_WRITE),
  orderCommit: (when: Point['when']) => commitOf(ORDER_WRITE, when),
  captureCommit: commitOf(CAPTURE_WRITE, 'before'),
  /** The relay has sent its events and not yet written that it did. */
  outboxMark: statement(OUTBOX_MARK),
}
