'use client'
/** Ending the plan with its period asks once more; going on after all does not. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { DateTime } from '@/app/_ui/date-time'
import { Dialog } from '@/app/_ui/dialog'
import { Notice } from '@/app/_ui/notice'
import type { StorePlan } from '@/lib/plans/queries'
import { PLANS } from '@/lib/plans/table'
import { cancel, resume } from './actions'

export function EndPlan({ plan }: { plan: StorePlan }) {
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  if (!plan.subscriptionId || plan.status === 'canceled') return null
  const name = PLANS[plan.plan].name
  const act = (action: typeof cancel, done: string) =>
    start(async () => {
      const result = await action(plan.slug, {})
      setProblem(result.ok ? null : result.message)
      if (!result.ok) return
      setOpen(false)
      toast.success(done)
    })
  if (plan.endsAtPeriodEnd || plan.nextPlan) {
    return (
      <>
        <Button tone="primary" disabled={pending} onClick={() => act(resume, `${name} goes on`)}>
          {pending ? 'One moment…' : `Keep ${name}`}
        </Button>
        {problem ? <Notice tone="critical">{problem}</Notice> : null}
      </>
    )
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button tone="critical">Cancel plan</Button>}
      title={`Cancel ${name}?`}
      description={
        <>
          The plan ends{' '}
          {plan.periodEndsAt ? (
            <>
              on <DateTime iso={plan.periodEndsAt.toISOString()} withTime={false} />
            </>
          ) : (
            'with its period'
          )}
          . Shoppers see a closed page from then on; your products, orders and customers are kept.
        </>
      }
    >
      <div className="space-y-4 p-5 pt-4">
        {problem ? <Notice tone="critical">{problem}</Notice> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button disabled={pending} onClick={() => setOpen(false)}>
            Keep {name}
          </Button>
          <Button tone="critical" disabled={pending} onClick={() => act(cancel, 'The plan ends with its period')}>
            {pending ? 'Cancelling…' : 'Cancel the plan'}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
