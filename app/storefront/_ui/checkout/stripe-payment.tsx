'use client'
/**
 * Stripe's Payment Element on the store's own account. The intent is made by the server when the button is pressed; here a
 * card becomes a confirmation token and nothing of it touches the shop. Loaded only where Stripe's keys are set.
 */
import type { Stripe, StripeElements } from '@stripe/stripe-js'
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { BillingDetails, CheckoutShop, PaymentHandle } from './types'

interface Props {
  ref: Ref<PaymentHandle>
  keys: NonNullable<CheckoutShop['stripe']>
  currency: string
  /** Minor units, as Stripe counts them. */
  amount: number
}

const NOT_LOADED = 'The card field has not loaded. Check your connection and reload the page.'

export function StripePayment({ ref, keys, currency, amount }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const loaded = useRef<{ stripe: Stripe; elements: StripeElements } | null>(null)
  const firstAmount = useRef(amount)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    let gone = false
    mount(keys, currency, firstAmount.current)
      .then(({ stripe, elements }) => {
        if (gone || !place.current) return
        elements.create('payment', { layout: 'tabs' }).mount(place.current)
        loaded.current = { stripe, elements }
      })
      .catch(() => setProblem(NOT_LOADED))
    return () => {
      gone = true
      loaded.current?.elements.getElement('payment')?.destroy()
      loaded.current = null
    }
  }, [keys, currency])

  useEffect(() => {
    firstAmount.current = amount
    if (amount > 0) loaded.current?.elements.update({ amount })
  }, [amount])

  useImperativeHandle(ref, () => ({
    prepare: (billing) => prepare(loaded.current, billing),
    authenticate: async (clientSecret) => {
      const result = await loaded.current?.stripe.handleNextAction({ clientSecret })
      return result ? (result.error?.message ?? null) : NOT_LOADED
    },
  }))

  return (
    <>
      <div ref={place} className="min-h-48" />
      {problem && (
        <p role="alert" className="text-14 text-critical">
          {problem}
        </p>
      )}
    </>
  )
}

async function mount(keys: Props['keys'], currency: string, amount: number) {
  const { loadStripe } = await import('@stripe/stripe-js/pure')
  const stripe = await loadStripe(keys.publishableKey, { stripeAccount: keys.account })
  if (!stripe) throw new Error(NOT_LOADED)
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  const elements = stripe.elements({
    mode: 'payment',
    amount: Math.max(1, amount),
    currency: currency.toLowerCase(),
    captureMethod: 'manual',
    paymentMethodCreation: 'manual',
    appearance: {
      variables: {
        colorPrimary: token('--accent'),
        colorBackground: token('--raised'),
        colorText: token('--text'),
        colorDanger: token('--critical'),
        borderRadius: '6px',
      },
    },
  })
  return { stripe, elements }
}

async function prepare(
  loaded: { stripe: Stripe; elements: StripeElements } | null,
  billing: BillingDetails,
): Promise<{ paymentMethod: string } | { problem: string }> {
  if (!loaded) return { problem: NOT_LOADED }
  const checked = await loaded.elements.submit()
  if (checked.error) return { problem: checked.error.message ?? 'Look at the card details.' }
  const { error, confirmationToken } = await loaded.stripe.createConfirmationToken({
    elements: loaded.elements,
    params: {
      payment_method_data: {
        billing_details: {
          name: billing.name,
          email: billing.email,
          address: {
            line1: billing.address1,
            line2: billing.address2,
            city: billing.city,
            state: billing.province,
            postal_code: billing.zip,
            country: billing.country,
          },
        },
      },
    },
  })
  if (error) return { problem: error.message ?? 'The card could not be read.' }
  return { paymentMethod: confirmationToken.id }
}
