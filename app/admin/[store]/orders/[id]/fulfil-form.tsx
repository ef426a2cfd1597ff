'use client'
/** Choosing what goes into a parcel: all that is left by default, fewer where only some is sent. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { TextField } from '@/app/_ui/field'
import { Money } from '@/app/_ui/money'
import { Notice } from '@/app/_ui/notice'
import { Thumbnail } from '@/app/_ui/thumbnail'
import { deskImage } from '@/app/admin/_ui/addresses'
import type { FieldErrors } from '@/lib/errors'
import { unitsToSend } from '@/lib/orders/refund-rules'
import type { OrderLine } from '@/lib/orders/types'
import { fulfil } from './actions'
import { LineWords } from './line-list'
import { Stepper } from './stepper'

const left = unitsToSend

interface Props {
  slug: string
  orderId: number
  lines: OrderLine[]
  currency: string
}

export function FulfilForm({ slug, orderId, lines, currency }: Props) {
  const [quantities, setQuantities] = useState(() => new Map(lines.map((line) => [line.lineNo, left(line)])))
  const [tracking, setTracking] = useState({ company: '', number: '', url: '' })
  const [failure, setFailure] = useState<{ message: string; fields?: FieldErrors } | null>(null)
  const [pending, start] = useTransition()
  const units = [...quantities.values()].reduce((sum, quantity) => sum + quantity, 0)
  const submit = () =>
    start(async () => {
      const items = [...quantities].map(([lineNo, quantity]) => ({ lineNo, quantity }))
      const result = await fulfil(slug, { orderId, items, ...tracking })
      if (!result.ok) return setFailure(result)
      setFailure(null)
      toast.success(result.data.status === 'fulfilled' ? 'Order fulfilled' : 'Items fulfilled')
    })
  return (
    <form action={submit}>
      <ul className="divide-y divide-line">
        {lines.map((line) => (
          <li key={line.lineNo} className="flex items-center gap-3 px-4 py-3 sm:px-5">
            <Thumbnail src={deskImage(slug, line.imageKey)} />
            <LineWords line={line} />
            <span className="text-muted max-sm:hidden">
              <Money minor={line.unitPriceMinor} currency={currency} />
            </span>
            <Stepper
              label={`Units of ${line.title}`}
              value={quantities.get(line.lineNo) ?? 0}
              max={left(line)}
              disabled={pending}
              onChange={(quantity) => setQuantities(new Map(quantities).set(line.lineNo, quantity))}
            />
          </li>
        ))}
      </ul>
      <div className="space-y-4 border-line border-t p-4 sm:p-5">
        {failure && !failure.fields ? <Notice tone="critical">{failure.message}</Notice> : null}
        <TrackingFields value={tracking} onChange={setTracking} errors={failure?.fields} />
        <div className="flex justify-end">
          <Button type="submit" tone="primary" disabled={pending || units === 0}>
            {pending ? 'Fulfilling…' : `Fulfil ${units} ${units === 1 ? 'item' : 'items'}`}
          </Button>
        </div>
      </div>
    </form>
  )
}

type Tracking = { company: string; number: string; url: string }

function TrackingFields({
  value,
  onChange,
  errors,
}: {
  value: Tracking
  onChange: (value: Tracking) => void
  errors?: FieldErrors
}) {
  const field = (name: keyof Tracking, label: string, placeholder: string) => (
    <TextField
      label={label}
      placeholder={placeholder}
      maxLength={200}
      value={value[name]}
      error={errors?.[name]}
      onChange={(event) => onChange({ ...value, [name]: event.target.value })}
    />
  )
  return (
    <fieldset>
      <legend className="mb-3 text-13 text-muted">Tracking, if there is any. The customer is told by e-mail.</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        {field('company', 'Carrier', 'DHL')}
        {field('number', 'Tracking number', '00340434…')}
        {field('url', 'Tracking link', 'https://')}
      </div>
    </fieldset>
  )
}
