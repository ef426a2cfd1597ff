'use client'
/** The form of a refund: units (sent or not), shipping, or another amount; the button says how much goes back. */
import { Button } from '@/app/_ui/button'
import { Checkbox, TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { withoutReset } from '@/app/_ui/without-reset'
import type { FieldErrors } from '@/lib/errors'
import { formatMoney, toDecimalString } from '@/lib/money'
import type { OrderDetail, OrderReturn } from '@/lib/orders/types'
import { LineWords } from './line-list'
import { Stepper } from './stepper'
import { type Draft, keyOf, useRefund } from './use-refund'

interface Props {
  slug: string
  order: OrderDetail
  /** What of the payment can still go back, minor units. */
  left: number
  returned?: OrderReturn
  onDone: () => void
}

export function RefundForm(props: Props) {
  const { order, left, returned, onDone } = props
  const { draft, change, rows, amountMinor, failure, pending, submit } = useRefund(props)
  return (
    <form {...withoutReset(submit)}>
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {rows.map((row) => (
          <li key={keyOf(row)} className="flex items-center gap-3 px-5 py-3">
            <span className="min-w-0 flex-1">
              <LineWords line={row.line} />
              <span className="text-13 text-muted">{row.units === 'fulfilled' ? 'Sent' : 'Not sent yet'}</span>
            </span>
            <Stepper
              label={`Units of ${row.line.title} to refund`}
              value={draft.units[keyOf(row)] ?? 0}
              max={row.max}
              disabled={pending}
              onChange={(quantity) => change({ units: { ...draft.units, [keyOf(row)]: quantity } })}
            />
          </li>
        ))}
      </ul>
      <div className="space-y-4 p-5">
        {failure && !failure.fields ? <Notice tone="critical">{failure.message}</Notice> : null}
        {returned ? null : (
          <Checkbox
            label="Put the units back in stock"
            checked={draft.restock}
            disabled={pending}
            onChange={(event) => change({ restock: event.target.checked })}
          />
        )}
        <Amounts
          order={order}
          left={left}
          draft={draft}
          amountMinor={amountMinor}
          change={change}
          disabled={pending}
          errors={failure?.fields}
        />
        <div className="flex justify-end gap-2">
          <Button disabled={pending} onClick={onDone}>
            Keep the money
          </Button>
          <Button type="submit" tone="primary" disabled={pending || !amountMinor}>
            {pending ? 'Refunding…' : `Refund ${formatMoney(amountMinor ?? 0, order.currency, 'en-US')}`}
          </Button>
        </div>
      </div>
    </form>
  )
}

interface AmountsProps {
  order: OrderDetail
  left: number
  draft: Draft
  amountMinor: number | null
  change: (more: Partial<Draft>) => void
  disabled: boolean
  errors: FieldErrors | undefined
}

function Amounts({ order, left, draft, amountMinor, change, disabled, errors }: AmountsProps) {
  const { currency } = order
  const shippingPaid = order.shippingMinor + (order.taxInclusive ? 0 : order.shippingTaxMinor)
  const shippingLeft = shippingPaid - order.refundedShippingMinor
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Shipping to refund"
          inputMode="decimal"
          value={draft.shipping}
          disabled={disabled || shippingLeft === 0}
          placeholder={toDecimalString(0, currency)}
          error={errors?.shipping ?? errors?.shippingMinor}
          hint={`${formatMoney(shippingLeft, currency, 'en-US')} left`}
          onChange={(event) => change({ shipping: event.target.value })}
        />
        <TextField
          label="Amount"
          inputMode="decimal"
          value={draft.amount ?? toDecimalString(amountMinor ?? 0, currency)}
          disabled={disabled}
          error={errors?.amount ?? errors?.amountMinor}
          hint={`${formatMoney(left, currency, 'en-US')} of the payment left`}
          onChange={(event) => change({ amount: event.target.value })}
        />
      </div>
      <TextField
        label="Reason"
        value={draft.reason}
        maxLength={200}
        disabled={disabled}
        hint="For your team; the customer does not see it."
        onChange={(event) => change({ reason: event.target.value })}
      />
    </>
  )
}
