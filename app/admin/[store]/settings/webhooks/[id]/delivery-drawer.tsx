'use client'
/** One delivery beside the list: what was sent, and how each try was answered. Closing it goes back to the list's address. */
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Badge } from '@/app/_ui/badge'
import { Button, IconButton } from '@/app/_ui/button'
import { DateTime } from '@/app/_ui/date-time'
import type { DeliveryStatus } from '@/lib/webhooks/queries'
import { DeliveryBadge } from '../_parts/states'
import { sendAgain } from '../actions'
import { AttemptView, Raw, type ShownAttempt } from './attempt-view'

export interface ShownDelivery {
  id: string
  topic: string
  status: DeliveryStatus
  test: boolean
  eventId: string
  body: string
  createdAt: string
  nextAttemptAt: string
  attempts: ShownAttempt[]
}

interface Props {
  slug: string
  delivery: ShownDelivery
  closeHref: string
  mayWrite: boolean
}

export function DeliveryDrawer({ slug, delivery, closeHref, mayWrite }: Props) {
  const [open, setOpen] = useState(true)
  const [pending, start] = useTransition()
  const router = useRouter()
  const again = () =>
    start(async () => {
      const result = await sendAgain(slug, { deliveryId: delivery.id })
      if (result.ok) toast.success('It is sent again')
      else toast.error(result.message)
    })
  return (
    <Dialog.Root
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(now) => {
        if (!now) router.push(closeHref, { scroll: false })
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 right-0 z-50 flex w-[min(40rem,100vw)] flex-col border-line border-l bg-raised shadow-float outline-none transition-transform duration-200 ease-out data-ending-style:translate-x-full data-starting-style:translate-x-full">
          <header className="flex items-start gap-3 border-line border-b px-5 py-4">
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-center gap-2">
                <Dialog.Title className="font-mono font-semibold text-14">{delivery.topic}</Dialog.Title>
                <DeliveryBadge status={delivery.status} />
                {delivery.test ? <Badge>Test</Badge> : null}
              </div>
              <p className="mt-1 text-13 text-muted">
                <DateTime iso={delivery.createdAt} />
                <Next delivery={delivery} />
              </p>
            </div>
            <Dialog.Close render={<IconButton label="Close" />}>
              <X aria-hidden size={18} strokeWidth={1.75} />
            </Dialog.Close>
          </header>
          <div className="flex-1 space-y-6 overflow-y-auto px-5 py-4">
            <section aria-label="Tries" className="space-y-3">
              <h3 className="font-semibold text-14">Tries</h3>
              {delivery.attempts.length === 0 ? <p className="text-muted">None has ended yet.</p> : null}
              {delivery.attempts.map((attempt, index) => (
                <AttemptView key={attempt.attemptNo} attempt={attempt} open={index === 0} />
              ))}
            </section>
            <section aria-label="Body">
              <h3 className="mb-2 font-semibold text-14">Body</h3>
              <Raw>{pretty(delivery.body)}</Raw>
            </section>
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
              <dt className="text-muted">Delivery</dt>
              <dd className="break-all font-mono text-12">{delivery.id}</dd>
              <dt className="text-muted">Event</dt>
              <dd className="break-all font-mono text-12">{delivery.eventId}</dd>
            </dl>
          </div>
          {mayWrite && !delivery.test ? (
            <footer className="flex justify-end border-line border-t px-5 py-3">
              <Button tone="primary" disabled={pending || delivery.status === 'pending'} onClick={again}>
                {delivery.status === 'pending' ? 'Waiting to be sent' : 'Send again'}
              </Button>
            </footer>
          ) : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Next({ delivery }: { delivery: ShownDelivery }) {
  if (delivery.status !== 'pending') return null
  // Held until its webhook runs again.
  if (delivery.nextAttemptAt.startsWith('9999')) return <>, waits until the webhook is resumed</>
  return (
    <>
      , next try from <DateTime iso={delivery.nextAttemptAt} />
    </>
  )
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
