'use client'
/** The price that the form shows: asked again whenever something it depends on changes; only the latest answer counts. */
import { useCallback, useRef, useState } from 'react'
import type { ActionFailure } from '@/app/_actions/shopper-action'
import { quoteCheckout, rememberDiscount } from './actions'
import type { Choice, Offer, Start } from './types'

export interface QuoteState {
  offer: Offer
  choice: Choice
  /** While a newer price is on its way. */
  pending: boolean
  /** By field: `shippingAddress.country`, `discountCode`, `shippingRate`. */
  problems: Record<string, string>
}

/** `draft`: the token of the draft order that is paid; null: the shopper's own cart. */
export function useQuote(start: Start, draft: string | null) {
  const [state, setState] = useState<QuoteState>({
    offer: start.offer,
    choice: start.choice,
    pending: false,
    problems: start.discountRefusal ? { discountCode: start.discountRefusal } : {},
  })
  const latest = useRef(0)
  const current = useRef(start.choice)

  const change = useCallback(
    async (next: Partial<Choice>) => {
      const before = current.current
      const choice = { ...before, ...next }
      const request = ++latest.current
      current.current = choice
      setState((now) => ({ ...now, choice, pending: true }))
      const answer = await askFor(choice, draft)
      if (request !== latest.current) return
      if (answer.ok) {
        const agreed = { ...choice, shippingRate: answer.data.quote.shippingRate?.id ?? null }
        current.current = agreed
        setState({ offer: answer.data, choice: agreed, pending: false, problems: {} })
        if (next.discountCode !== undefined)
          void rememberDiscount({ discountCode: next.discountCode }).catch(() => undefined)
        return
      }
      // A code that does not apply is not kept; an address that cannot be shipped to stays visible with its message.
      const kept = answer.fields?.discountCode ? { ...choice, discountCode: before.discountCode } : choice
      current.current = kept
      setState((now) => ({
        ...now,
        choice: kept,
        pending: false,
        problems: answer.fields ?? { quote: answer.message },
      }))
    },
    [draft],
  )

  const accept = useCallback((quote: Offer['quote']) => {
    setState((now) => ({ ...now, offer: { ...now.offer, quote } }))
  }, [])

  return { ...state, change, accept }
}

/** The chosen rate may be offered no longer (a code has made the order smaller): then the first that is takes its place. */
async function askFor(choice: Choice, draft: string | null) {
  const ask = (of: Choice) => quoteCheckout({ ...of, draft }).catch((): ActionFailure => UNREACHABLE)
  const answer = await ask(choice)
  if (answer.ok || choice.shippingRate === null || !answer.fields?.shippingRate) return answer
  return ask({ ...choice, shippingRate: null })
}

const UNREACHABLE: ActionFailure = {
  ok: false,
  code: 'unavailable',
  message: 'The price could not be worked out: the shop could not be reached. Check your connection.',
}
