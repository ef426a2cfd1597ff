'use client'
/** What was given up, each with its error, and the buttons that have it tried again. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import type { DeadKind } from '@/lib/jobs/queries'
import { replayAll, replayJob } from './actions'

export interface ShownJob {
  id: string
  what: string
  error: string | null
  attempts: number
  storeId: number | null
  /** In words: 3 hours. */
  age: string
}

export function DeadList({ jobs }: { jobs: ShownJob[] }) {
  const [pending, start] = useTransition()
  const replay = (job: string) =>
    start(async () => {
      const result = await replayJob({ job })
      if (result.ok) toast.success(result.data)
      else toast.error(result.message)
    })
  return (
    <ul className="divide-y divide-line" aria-label="Given-up jobs">
      {jobs.map(({ id, what, error, attempts, storeId, age }) => (
        <li key={id} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
          <div className="min-w-0 flex-1 basis-64">
            <p className="break-words font-medium">{what}</p>
            <p className="break-words text-muted">{error ?? 'No error was kept.'}</p>
            <p className="mt-0.5 break-all text-13 text-muted">
              {age} ago, given up {attempts === 1 ? 'once' : `${attempts} times`}
              {storeId === null ? null : (
                <>
                  {' · '}
                  <a href={`/operator/stores/${storeId}`} className="underline underline-offset-2">
                    store {storeId}
                  </a>
                </>
              )}
              {' · '}
              {id}
            </p>
          </div>
          <Button disabled={pending} onClick={() => replay(id)} aria-label={`Try ${id} again`}>
            Try again
          </Button>
        </li>
      ))}
    </ul>
  )
}

export function ReplayAll({ kind, words }: { kind: DeadKind; words: string }) {
  const [open, setOpen] = useState(false)
  const [pending, start] = useTransition()
  const go = () =>
    start(async () => {
      const result = await replayAll({ kind })
      setOpen(false)
      if (!result.ok) toast.error(result.message)
      else if (result.data.failed > 0)
        toast.warning(`${result.data.retried} are tried again, ${result.data.failed} failed once more.`)
      else toast.success(`${result.data.retried} are tried again.`)
    })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Try all again</Button>}
      title={`Try all again: ${words.toLowerCase()}?`}
      description="Up to 200 at once, the oldest first. Nothing is done twice: each is known by its event."
    >
      <div className="flex justify-end gap-2 p-5">
        <Button onClick={() => setOpen(false)}>Cancel</Button>
        <Button tone="primary" disabled={pending} onClick={go}>
          {pending ? 'Trying…' : 'Try all again'}
        </Button>
      </div>
    </Dialog>
  )
}
