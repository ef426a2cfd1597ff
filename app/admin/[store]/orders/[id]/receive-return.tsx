'use client'
/** A return has arrived: how many of its units go back on the shelf. Or it does not come after all. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { Notice } from '@/app/_ui/notice'
import { withoutReset } from '@/app/_ui/without-reset'
import type { OrderDetail, OrderReturn } from '@/lib/orders/types'
import { LineWords } from './line-list'
import { callOff, receive } from './return-actions'
import { Stepper } from './stepper'

interface Props {
  slug: string
  order: OrderDetail
  returned: OrderReturn
}

export function ReceiveReturn({ slug, order, returned }: Props) {
  const [open, setOpen] = useState(false)
  const [shelved, setShelved] = useState(() => new Map(returned.items.map((item) => [item.lineNo, item.quantity])))
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const submit = () =>
    start(async () => {
      const restock = [...shelved].map(([lineNo, quantity]) => ({ lineNo, quantity }))
      const result = await receive(slug, { returnId: returned.id, restock })
      if (!result.ok) return setProblem(result.message)
      toast.success('Return received')
      setOpen(false)
    })
  const giveUp = () =>
    start(async () => {
      const result = await callOff(slug, { returnId: returned.id })
      if (result.ok) toast.success('Return cancelled')
      else toast.error(result.message)
    })
  return (
    <>
      <Button tone="plain" disabled={pending} onClick={giveUp}>
        Cancel return
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        trigger={<Button>Receive items</Button>}
        title="Receive items"
        description="Say how many of them are fit to be sold again."
        width="lg"
      >
        <form {...withoutReset(submit)}>
          <ul className="mt-4 divide-y divide-line border-line border-y">
            {order.lines.map((line) => {
              const item = returned.items.find(({ lineNo }) => lineNo === line.lineNo)
              return item ? (
                <li key={line.lineNo} className="flex items-center gap-3 px-5 py-3">
                  <LineWords line={line} />
                  <Stepper
                    label={`Units of ${line.title} back in stock`}
                    value={shelved.get(line.lineNo) ?? 0}
                    max={item.quantity}
                    disabled={pending}
                    onChange={(quantity) => setShelved(new Map(shelved).set(line.lineNo, quantity))}
                  />
                </li>
              ) : null
            })}
          </ul>
          <div className="space-y-4 p-5">
            {problem ? <Notice tone="critical">{problem}</Notice> : null}
            <div className="flex justify-end gap-2">
              <Button disabled={pending} onClick={() => setOpen(false)}>
                Not now
              </Button>
              <Button type="submit" tone="primary" disabled={pending}>
                {pending ? 'Receiving…' : 'Receive return'}
              </Button>
            </div>
          </div>
        </form>
      </Dialog>
    </>
  )
}
