'use client'
/** What can be done with the ticked orders; shown once there are some. */
import { Printer } from 'lucide-react'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { Button, ButtonAnchor } from '@/app/_ui/button'
import type { AdminOrder } from '@/lib/orders/admin-queries'
import { fulfilAll } from './bulk-actions'

interface Props {
  slug: string
  orders: AdminOrder[]
  mayWrite: boolean
  onDone: () => void
}

export function BulkBar({ slug, orders, mayWrite, onDone }: Props) {
  const [pending, start] = useTransition()
  if (orders.length === 0) return null
  const ids = orders.map(({ id }) => id)
  const fulfil = () =>
    start(async () => {
      const result = await fulfilAll(slug, { orderIds: ids })
      if (!result.ok) return void toast.error(result.message)
      const { fulfilled, refused, problem } = result.data
      if (fulfilled > 0) toast.success(`${fulfilled} ${fulfilled === 1 ? 'order' : 'orders'} fulfilled`)
      if (problem) toast.error(`${refused} not fulfilled: ${problem}`)
      onDone()
    })
  return (
    <section
      aria-label="Selected orders"
      className="flex flex-wrap items-center gap-2 border-line border-b bg-hover px-4 py-2 sm:px-5"
    >
      <span className="mr-auto font-medium tabular">{orders.length} selected</span>
      {mayWrite ? (
        <Button disabled={pending} onClick={fulfil}>
          {pending ? 'Fulfilling…' : 'Mark as fulfilled'}
        </Button>
      ) : null}
      <ButtonAnchor href={`/admin/${slug}/orders/print/packing-slip?ids=${ids.join(',')}`} target="_blank">
        <Printer aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
        Print packing slips
      </ButtonAnchor>
      <ButtonAnchor href={`/admin/${slug}/orders/print/invoice?ids=${ids.join(',')}`} target="_blank">
        Print invoices
      </ButtonAnchor>
      <Button tone="plain" disabled={pending} onClick={onDone}>
        Clear
      </Button>
    </section>
  )
}
