'use client'
/** The button of a plan. What a change of a running plan costs and when it begins is said before it is done. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { DateTime } from '@/app/_ui/date-time'
import { Dialog } from '@/app/_ui/dialog'
import { Money } from '@/app/_ui/money'
import { Notice } from '@/app/_ui/notice'
import type { Plan } from '@/lib/plans/table'
import { choose, quote } from './actions'

/** checkout: on Stripe's page; now: at once, with the difference; trial: at once, for nothing; later: with the next period. */
export type Way = 'checkout' | 'now' | 'trial' | 'later'

interface Props {
  slug: string
  plan: Plan
  way: Way
  name: string
  from: string
  priceMinor: number
  currency: string
  begins: string | null
  /** What stands in the way; the button is off then. */
  reasons: string[]
  primary: boolean
}

interface Quote {
  dueMinor: number
  quotedAt: number
}

export function ChoosePlan(props: Props) {
  const { slug, plan, way, name, from, reasons, primary } = props
  const [open, setOpen] = useState(false)
  const [price, setPrice] = useState<Quote | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()

  const confirm = () =>
    start(async () => {
      const result = await choose(slug, { plan, quotedAt: price?.quotedAt })
      if (!result.ok) return setProblem(result.message)
      toast.success(result.data.effective === 'now' ? `The store is on ${name}` : `${name} begins with the next period`)
      setOpen(false)
    })
  const begin = () => {
    setProblem(null)
    if (way === 'checkout') return confirm()
    setPrice(null)
    setOpen(true)
    if (way !== 'now') return
    start(async () => {
      const result = await quote(slug, { plan })
      if (result.ok) setPrice(result.data)
      else setProblem(result.message)
    })
  }
  const label = way === 'checkout' ? `Choose ${name}` : way === 'now' ? `Upgrade to ${name}` : `Change to ${name}`
  const waiting = way === 'now' && !price
  return (
    <>
      <Button
        tone={primary ? 'primary' : 'secondary'}
        className="w-full"
        disabled={pending || reasons.length > 0}
        onClick={begin}
      >
        {pending && way === 'checkout' ? 'Going to Stripe…' : label}
      </Button>
      {reasons.map((reason) => (
        <p key={reason} className="mt-2 text-13 text-muted">
          {reason}
        </p>
      ))}
      {problem && !open ? (
        <div className="mt-2">
          <Notice tone="critical">{problem}</Notice>
        </div>
      ) : null}
      <Dialog open={open} onOpenChange={setOpen} title={`${label}?`}>
        <div className="space-y-4 p-5 pt-2">
          {problem ? <Notice tone="critical">{problem}</Notice> : <Consequence {...props} quote={price} from={from} />}
          <div className="flex flex-wrap justify-end gap-2">
            <Button disabled={pending && !waiting} onClick={() => setOpen(false)}>
              Stay on {from}
            </Button>
            <Button tone="primary" disabled={pending || waiting || problem !== null} onClick={confirm}>
              {pending && !waiting ? 'Changing…' : way === 'now' ? 'Pay and upgrade' : `Change to ${name}`}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}

function Consequence({ way, name, from, priceMinor, currency, begins, quote: due }: Props & { quote: Quote | null }) {
  const monthly = (
    <>
      <Money minor={priceMinor} currency={currency} /> a month
    </>
  )
  const day = begins ? <DateTime iso={begins} withTime={false} /> : 'the end of the period'
  if (way === 'trial') {
    return (
      <p className="text-muted">
        {name} begins at once. Nothing is charged before the trial ends on {day}; then it is {monthly}.
      </p>
    )
  }
  if (way === 'later') {
    return (
      <p className="text-muted">
        {name} begins on {day} for {monthly}. Until then {from} stays as it is paid for; only the limits of {name} count
        from now on.
      </p>
    )
  }
  return (
    <p className="text-muted" aria-live="polite">
      {due ? (
        <>
          <Money minor={due.dueMinor} currency={currency} /> is charged now for the rest of this period, what is left of{' '}
          {from} taken off. From {day} it is {monthly}.
        </>
      ) : (
        'Asking Stripe what the rest of this period costs…'
      )}
    </p>
  )
}
