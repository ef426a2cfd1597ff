'use client'
/**
 * The checkout: contact, address, shipping, payment on the left; what is bought on the right, folded on a phone. Holds the
 * pieces together; prices are use-quote's, paying is use-submit's.
 */
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react'
import { useAlive } from '@/app/_ui/use-alive'
import type { CartLine } from '@/lib/cart/types'
import { formatMoney } from '@/lib/money'
import type { Quote } from '@/lib/pricing/types'
import { missingRegion } from '@/lib/stores/regions'
import { AddressFields } from './address-fields'
import type { Destinations } from './countries'
import { Field } from './field'
import { CheckoutFrame } from './frame'
import { missingDetails } from './missing-details'
import { NoticeBox } from './notice'
import { OrderSummary } from './order-summary'
import { rememberContact } from './remember-contact'
import { ShippingMethods } from './shipping-methods'
import { StripePayment } from './stripe-payment'
import { TestCards } from './test-cards'
import type { BillingDetails, CheckoutShop, DraftToPay, PaymentHandle, Start } from './types'
import { useQuote } from './use-quote'
import { type SubmitState, useSubmit } from './use-submit'

interface Props {
  shop: CheckoutShop
  lines: CartLine[]
  destinations: Destinations
  start: Start
  firstKey: string
  /** null: the shopper's own cart. */
  draft: DraftToPay | null
}

export function CheckoutForm({ shop, lines, destinations, start, firstKey, draft }: Props) {
  const price = useQuote(start, draft?.token ?? null)
  const { quote } = price.offer
  useCurrentLines(quote.lines, lines)
  const payment = useRef<PaymentHandle>(null)
  const totalInWords = useCallback((of: Quote) => formatMoney(of.total, shop.currency, shop.locale), [shop])
  const form = useRef<HTMLFormElement>(null)
  const pay = usePaying({ firstKey, draft, price, payment, totalInWords, form })
  const problems = { ...price.problems, ...pay.fields }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pay.busy || price.pending) return
    const details = detailsOf(new FormData(event.currentTarget))
    const missing = missingDetails(details)
    if (Object.keys(missing).length > 0) return pay.refuse(missing)
    await pay.start(details, (paymentMethod) => ({
      email: details.email,
      shippingAddress: addressOf(details),
      // A draft's own shipping has no id and needs no choice.
      ...(price.choice.shippingRate ? { shippingRate: price.choice.shippingRate } : {}),
      draft: draft?.token ?? null,
      discountCode: price.choice.discountCode,
      paymentMethod,
      expectedTotal: quote.total,
    }))
  }

  const summary = (
    <OrderSummary
      shop={shop}
      lines={lines}
      offer={price.offer}
      missing={missingRegion(price.choice) ?? (quote.taxPending ? 'address' : null)}
      pending={price.pending}
      discount={
        draft
          ? null
          : {
              applied: price.choice.discountCode,
              problem: price.problems.discountCode,
              onApply: (discountCode) => void price.change({ discountCode }),
            }
      }
    />
  )
  return (
    <CheckoutFrame shopName={shop.name} total={totalInWords(quote)} summary={summary} ownCart={draft === null}>
      <form
        ref={form}
        onSubmit={submit}
        onChange={({ target }) => pay.touch('name' in target ? String(target.name) : '')}
        noValidate
        className="flex flex-col gap-10"
      >
        <ContactSection draft={draft} problem={problems.email} />
        <Section title={quote.lines.some((line) => line.requiresShipping) ? 'Deliver to' : 'Your address'}>
          <AddressFields
            destinations={destinations}
            name={draft?.name}
            choice={price.choice}
            problems={problems}
            taxByAddress={shop.taxByAddress}
            onChange={(choice) => void price.change(choice)}
          />
        </Section>
        <Section title="Shipping">
          <ShippingMethods
            shop={shop}
            offer={price.offer}
            chosen={price.choice.shippingRate}
            onChoose={(shippingRate) => void price.change({ shippingRate })}
          />
          {problems.shippingRate && <p className="text-13 text-critical">{problems.shippingRate}</p>}
        </Section>
        <PaymentSection shop={shop} payment={payment} amount={quote.total} />
        <PayButton
          label={`Pay ${totalInWords(quote)}`}
          pay={pay}
          waiting={price.pending}
          active={shop.paymentsActive}
          problem={problems.quote}
        />
      </form>
    </CheckoutFrame>
  )
}

/** A price for other lines than are shown (the cart was changed in another tab): the page is asked for them, once for each. */
function useCurrentLines(quoted: Quote['lines'], shown: CartLine[]) {
  const router = useRouter()
  const asked = useRef('')
  useEffect(() => {
    const priced = variantsOf(quoted)
    if (priced === variantsOf(shown) || priced === asked.current) return
    asked.current = priced
    router.refresh()
  }, [quoted, shown, router])
}

function variantsOf(lines: readonly { variantId: number; quantity: number }[]): string {
  const units = lines.map(({ variantId, quantity }) => `${variantId}:${quantity}`)
  return units.sort().join()
}

interface Paying {
  firstKey: string
  draft: DraftToPay | null
  price: ReturnType<typeof useQuote>
  payment: RefObject<PaymentHandle | null>
  totalInWords: (of: Quote) => string
  form: RefObject<HTMLFormElement | null>
}

function usePaying({ firstKey, draft, price, payment, totalInWords, form }: Paying) {
  const onNewQuote = (of: Quote | null) => {
    if (of) price.accept(of)
    // With the ways of shipping, which may be others by now.
    void price.change({})
  }
  const pay = useSubmit({ firstKey, ownCart: draft === null, payment, onNewQuote, totalInWords })
  const { refused } = pay
  useEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refused, form])
  return pay
}

function ContactSection({ draft, problem }: { draft: DraftToPay | null; problem: string | undefined }) {
  return (
    <Section title="Contact">
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        defaultValue={draft?.email}
        required
        problem={problem}
        onBlur={draft ? undefined : (event) => rememberContact(event.currentTarget)}
      />
    </Section>
  )
}

interface PaymentProps {
  shop: CheckoutShop
  payment: RefObject<PaymentHandle | null>
  amount: number
}

function PaymentSection({ shop, payment, amount }: PaymentProps) {
  return (
    <Section title="Payment">
      {shop.stripe ? (
        <StripePayment ref={payment} keys={shop.stripe} currency={shop.currency} amount={amount} />
      ) : (
        <TestCards ref={payment} />
      )}
    </Section>
  )
}

interface PayButtonProps {
  label: string
  pay: SubmitState
  /** While a newer price is on its way. */
  waiting: boolean
  active: boolean
  problem: string | undefined
}

function PayButton({ label, pay, waiting, active, problem }: PayButtonProps) {
  const alive = useAlive()
  return (
    <div className="flex flex-col gap-4">
      {problem && <p className="text-14 text-critical">{problem}</p>}
      <NoticeBox notice={pay.notice} quiet={Object.keys(pay.fields).length > 0} />
      <button
        type="submit"
        aria-disabled={pay.busy || waiting}
        aria-busy={pay.busy}
        // Before, the browser would send the form by itself, with the shopper's address in the page's.
        disabled={!active || !alive}
        className="button button-accent min-h-14 w-full text-16"
      >
        {pay.busy ? 'Paying…' : label}
      </button>
      {!active && <p className="text-14 text-muted">This shop cannot take payments yet. Please come back later.</p>}
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="display mb-4 text-20">{title}</h2>
      {children}
    </section>
  )
}

function detailsOf(form: FormData): BillingDetails {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    email: text('email'),
    name: text('name'),
    address1: text('address1'),
    address2: text('address2'),
    city: text('city'),
    province: text('province'),
    zip: text('zip'),
    country: text('country'),
  }
}

function addressOf({ name, address1, address2, city, province, zip, country }: BillingDetails) {
  return { name, address1, address2: address2 || undefined, city, province: province || undefined, zip, country }
}
