'use client'
/**
 * Paying, from the press of the button to an order or a message. One key names one try: it stays while the outcome is not
 * known (a repeat then answers the same order) and is replaced as soon as the try has definitely ended without one.
 */
import { useCallback, useRef, useState } from 'react'
import type { ActionFailure, ActionResult } from '@/app/_actions/shopper-action'
import type { Quote } from '@/lib/pricing/types'
import { rememberCount } from '../cart/cart-store'
import { submitCheckout } from './actions'
import { newKey } from './new-key'
import type { BillingDetails, PaymentHandle } from './types'

type Body = Omit<Parameters<typeof submitCheckout>[0], 'idempotencyKey'>

export interface Notice {
  tone: 'critical' | 'caution'
  title: string
  text: string
  /** What is left of the lines that were asked for. */
  lines?: { title: string; left: number }[]
  action?: { label: string; href: string }
}

export interface SubmitState {
  busy: boolean
  notice: Notice | null
  fields: Record<string, string>
  /** Tries that ended with marked fields. */
  refused: number
}

const MAX_REPEATS = 10
const REPEAT_AFTER_MS = 2_000
const IDLE: SubmitState = { busy: false, notice: null, fields: {}, refused: 0 }

interface Options {
  firstKey: string
  /** Whether it is the shopper's own cart that is emptied by paying. */
  ownCart: boolean
  payment: { current: PaymentHandle | null }
  /** The price is another one: this, or (null) one that is to be asked for. */
  onNewQuote: (quote: Quote | null) => void
  totalInWords: (quote: Quote) => string
}

export function useSubmit({ firstKey, ownCart, payment, onNewQuote, totalInWords }: Options) {
  const [state, setState] = useState<SubmitState>(IDLE)
  const key = useRef(firstKey)
  const running = useRef(false)

  const finish = useCallback((change: Partial<SubmitState>) => {
    running.current = false
    const refusal = Object.keys(change.fields ?? {}).length > 0 ? 1 : 0
    setState(({ refused }) => ({ ...IDLE, ...change, refused: refused + refusal }))
  }, [])

  const start = useCallback(
    async (details: BillingDetails, bodyWith: (paymentMethod: string) => Body) => {
      if (running.current || !payment.current) return
      running.current = true
      setState(({ refused }) => ({ ...IDLE, busy: true, refused }))
      const prepared = await payment.current.prepare(details)
      if ('problem' in prepared) return finish({ notice: cardProblem(prepared.problem) })
      const answer = await send(key, bodyWith(prepared.paymentMethod))
      if (answer.ok) {
        if (ownCart) rememberCount(0)
        window.location.assign(`/orders/${answer.data.orderToken}`)
        return
      }
      if (OUTCOME_KNOWN.has(answer.code)) key.current = newKey()
      if (answer.code === 'payment_action_required') {
        const problem = await askTheBank(answer, payment.current)
        return problem ? finish({ notice: declined(problem) }) : undefined
      }
      const quote = answer.code === 'price_changed' ? quoteIn(answer) : null
      if (quote || answer.fields?.shippingRate) onNewQuote(quote)
      finish({ notice: noticeOf(answer, quote && totalInWords(quote), ownCart), fields: answer.fields ?? {} })
    },
    [payment, onNewQuote, totalInWords, finish, ownCart],
  )

  /** Marks fields before anything is sent. */
  const refuse = useCallback(
    (fields: Record<string, string>) =>
      finish({
        fields,
        notice: noticeOf(
          { ok: false, code: 'invalid_request', message: 'Nothing has been charged.', fields },
          null,
          true,
        ),
      }),
    [finish],
  )

  /** What is wrong with a field is not said any longer once it is changed. */
  const touch = useCallback((name: string) => setState((now) => without(now, name)), [])

  return { ...state, start, refuse, touch }
}

function without(state: SubmitState, name: string): SubmitState {
  const of = new Set([name, `shippingAddress.${name}`])
  const left = Object.entries(state.fields).filter(([field]) => !of.has(field))
  if (left.length === Object.keys(state.fields).length) return state
  return { ...state, fields: Object.fromEntries(left), notice: left.length > 0 ? state.notice : null }
}

/** The try has ended without an order, so that the next press is a new one. */
const OUTCOME_KNOWN = new Set<ActionFailure['code']>([
  'payment_declined',
  'payment_action_required',
  'out_of_stock',
  'price_changed',
  'invalid_request',
  'idempotency_key_reused',
  'payments_not_active',
  'unavailable',
])

/** Sends a try; asks again under the same key while the first is still running or the answer got lost. */
async function send(key: { current: string }, body: Body): Promise<ActionResult<{ orderToken: string }>> {
  let answer: ActionResult<{ orderToken: string }> = LOST
  for (let repeat = 0; repeat < MAX_REPEATS; repeat++) {
    if (repeat > 0) await new Promise((resolve) => setTimeout(resolve, REPEAT_AFTER_MS))
    answer = await submitCheckout({ ...body, idempotencyKey: key.current }).catch(() => LOST)
    if (answer.ok) return answer
    if (answer.code === 'idempotency_key_reused') key.current = newKey()
    else if (answer.code !== 'checkout_in_progress' && answer !== LOST) return answer
  }
  return answer
}

const LOST: ActionFailure = {
  ok: false,
  code: 'internal',
  message:
    'We lost the connection while your payment was under way. Press the button again: if it went through, you get that order and are not charged twice.',
}

/** Hands over to the bank: in place with Stripe's script, else on its own page. The problem in words, or null. */
async function askTheBank(answer: ActionFailure, payment: PaymentHandle | null): Promise<string | null> {
  const { clientSecret, nextActionUrl, attemptId } = answer.details ?? {}
  if (typeof nextActionUrl === 'string' && /^https?:\/\//.test(nextActionUrl)) {
    window.location.assign(nextActionUrl)
    return null
  }
  if (typeof clientSecret !== 'string' || typeof attemptId !== 'string' || !payment) return answer.message
  const problem = await payment.authenticate(clientSecret)
  if (!problem) window.location.assign(`/checkout/return?attempt=${encodeURIComponent(attemptId)}`)
  return problem
}

function noticeOf(answer: ActionFailure, newTotal: string | null, ownCart: boolean): Notice {
  switch (answer.code) {
    case 'payment_declined':
      return declined(answer.message)
    case 'out_of_stock':
      return {
        tone: 'caution',
        title: 'Somebody was faster',
        text: ownCart
          ? 'Some of this sold while you were here. You have not been charged. Change your cart, then come back.'
          : 'Some of this is sold out by now. You have not been charged. Ask the shop for another invoice.',
        lines: linesIn(answer),
        ...(ownCart ? { action: { label: 'Change the cart', href: '/cart' } } : {}),
      }
    case 'price_changed':
      return {
        tone: 'caution',
        title: 'The price has changed',
        text: newTotal
          ? `The new total is ${newTotal}. You have not been charged. Press the button again if you agree.`
          : 'You have not been charged. Look at the new total and press the button again if you agree.',
      }
    case 'checkout_in_progress':
      return {
        tone: 'caution',
        title: 'Still checking with your bank',
        text: 'This takes longer than usual. Press the button again in a moment; you will not be charged twice.',
      }
    case 'invalid_request':
      return {
        tone: 'critical',
        title: answer.fields?.cart ? 'This cart cannot be paid as it is' : 'Please look at the marked fields',
        text: answer.fields?.cart ?? answer.message,
      }
    default:
      return { tone: 'critical', title: 'That did not work', text: answer.message }
  }
}

function declined(message: string): Notice {
  return { tone: 'critical', title: 'The payment did not go through', text: `${message} You have not been charged.` }
}

function cardProblem(text: string): Notice {
  return { tone: 'critical', title: 'Please look at the card details', text }
}

function linesIn({ details }: ActionFailure): Notice['lines'] {
  const lines = Array.isArray(details?.lines) ? (details.lines as Record<string, unknown>[]) : []
  return lines.map((line) => ({
    title: String(line.title ?? 'A line'),
    left: Number(line.left ?? line.available ?? 0),
  }))
}

function quoteIn({ details }: ActionFailure): Quote | null {
  const quote = details?.quote
  return typeof quote === 'object' && quote !== null && 'total' in quote ? (quote as Quote) : null
}
