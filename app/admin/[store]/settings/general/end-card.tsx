'use client'
/** Closing the shop, opening it again, and deleting the store with all it holds. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionResult } from '@/app/_actions/merchant-action'
import { Button } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { closeShop, deleteStore, reopenShop } from './life-actions'

interface Props {
  slug: string
  closed: boolean
  /** The day everything goes, in words; null: nothing is to be deleted. */
  deletedOn: string | null
  graceDays: number
  readOnly: boolean
}

export function EndCard({ slug, closed, deletedOn, graceDays, readOnly }: Props) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const run = (work: () => Promise<ActionResult<null>>, done: string) =>
    start(async () => {
      const result = await work()
      setProblem(result.ok ? null : (result.fields?.slug ?? result.message))
      if (!result.ok) return
      setTyped('')
      toast.success(done)
    })
  return (
    <Card title="Close or delete" className="[&>div]:space-y-5">
      {readOnly ? <Notice>Only the owner can close or delete the store.</Notice> : null}
      {problem ? <Notice tone="critical">{problem}</Notice> : null}
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-md text-muted">
          {closed
            ? 'The shop is closed: its addresses answer as if it were not there. Your team still sees everything.'
            : 'Closing takes the shop off the web at once. Products, orders and customers are kept, and you can open it again.'}
        </p>
        {closed ? (
          <Button disabled={readOnly || pending} onClick={() => run(() => reopenShop(slug, {}), 'The shop is open')}>
            {deletedOn ? 'Keep and open the store' : 'Open the shop'}
          </Button>
        ) : (
          <Button disabled={readOnly || pending} onClick={() => run(() => closeShop(slug, {}), 'The shop is closed')}>
            Close the shop
          </Button>
        )}
      </div>
      {deletedOn ? (
        <Notice tone="critical">Everything of this store is deleted on {deletedOn}. Opening it keeps it.</Notice>
      ) : (
        <form
          action={() => run(() => deleteStore(slug, { slug: typed }), 'The store is to be deleted')}
          className="flex flex-wrap items-start gap-3 border-line border-t pt-5"
          noValidate
        >
          <div className="min-w-64 flex-1">
            <TextField
              label={`Type ${slug} to delete the store`}
              value={typed}
              disabled={readOnly}
              spellCheck={false}
              autoCapitalize="none"
              hint={`Closed at once, deleted with every product, order and picture after ${graceDays} days. Export what you need first.`}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          <Button type="submit" tone="critical" className="sm:mt-6" disabled={readOnly || pending || typed !== slug}>
            Delete the store
          </Button>
        </form>
      )}
    </Card>
  )
}
