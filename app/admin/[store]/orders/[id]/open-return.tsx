'use client'
/** Opens a return: which of the sent units come back, and why. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { Select, TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { withoutReset } from '@/app/_ui/without-reset'
import { RETURN_REASON_WORDS, RETURN_REASONS, type ReturnReason } from '@/lib/orders/return-reasons'
import type { OrderLine } from '@/lib/orders/types'
import { LineWords } from './line-list'
import { openReturnOf } from './return-actions'
import { Stepper } from './stepper'

interface Returnable {
  line: OrderLine
  /** Units that can come back. */
  left: number
}

export function OpenReturn({ slug, orderId, lines }: { slug: string; orderId: number; lines: Returnable[] }) {
  const [open, setOpen] = useState(false)
  if (lines.length === 0) return null
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Return items</Button>}
      title="Return items"
      description="Money goes back separately: with a refund, now or when they have arrived."
      width="lg"
    >
      <ReturnForm slug={slug} orderId={orderId} lines={lines} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

interface FormProps {
  slug: string
  orderId: number
  lines: Returnable[]
  onDone: () => void
}

function ReturnForm({ slug, orderId, lines, onDone }: FormProps) {
  const [chosen, setChosen] = useState<Record<number, { quantity: number; reason: ReturnReason }>>({})
  const [trackingNumber, setTrackingNumber] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const of = (lineNo: number) => chosen[lineNo] ?? { quantity: 0, reason: 'unwanted' as const }
  const change = (lineNo: number, more: Partial<{ quantity: number; reason: ReturnReason }>) =>
    setChosen({ ...chosen, [lineNo]: { ...of(lineNo), ...more } })
  const units = lines.reduce((sum, { line }) => sum + of(line.lineNo).quantity, 0)
  const submit = () =>
    start(async () => {
      const wanted = lines.map(({ line: { lineNo } }) => ({ lineNo, ...of(lineNo) }))
      const result = await openReturnOf(slug, { orderId, lines: wanted, trackingNumber })
      if (!result.ok) return setProblem(result.message)
      toast.success('Return opened')
      onDone()
    })
  return (
    <form {...withoutReset(submit)}>
      <ul className="mt-4 divide-y divide-line border-line border-y">
        {lines.map(({ line, left }) => (
          <li key={line.lineNo} className="flex flex-wrap items-center gap-3 px-5 py-3">
            <LineWords line={line} />
            <Stepper
              label={`Units of ${line.title} to return`}
              value={of(line.lineNo).quantity}
              max={left}
              disabled={pending}
              onChange={(quantity) => change(line.lineNo, { quantity })}
            />
            {of(line.lineNo).quantity > 0 ? (
              <div className="w-full">
                <ReasonField
                  title={line.title}
                  value={of(line.lineNo).reason}
                  disabled={pending}
                  onChange={(reason) => change(line.lineNo, { reason })}
                />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <div className="space-y-4 p-5">
        {problem ? <Notice tone="critical">{problem}</Notice> : null}
        <TextField
          label="Tracking number"
          value={trackingNumber}
          maxLength={200}
          disabled={pending}
          hint="Of the parcel that comes back, where the customer has one."
          onChange={(event) => setTrackingNumber(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button disabled={pending} onClick={onDone}>
            Not now
          </Button>
          <Button type="submit" tone="primary" disabled={pending || units === 0}>
            {pending ? 'Opening…' : `Open return of ${units} ${units === 1 ? 'item' : 'items'}`}
          </Button>
        </div>
      </div>
    </form>
  )
}

function ReasonField({
  title,
  value,
  disabled,
  onChange,
}: {
  title: string
  value: ReturnReason
  disabled: boolean
  onChange: (reason: ReturnReason) => void
}) {
  return (
    <Select
      quiet
      label={`Why ${title} comes back`}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(RETURN_REASONS.find((each) => each === event.target.value) ?? 'other')}
    >
      {RETURN_REASONS.map((reason) => (
        <option key={reason} value={reason}>
          {RETURN_REASON_WORDS[reason]}
        </option>
      ))}
    </Select>
  )
}
