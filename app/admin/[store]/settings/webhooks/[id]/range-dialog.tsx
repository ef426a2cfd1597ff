'use client'
/** Sending again what was made in a time: the failed ones, or all. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Button } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { Select, TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { withoutReset } from '@/app/_ui/without-reset'
import { sendRangeAgain } from '../actions'

const DAY_MS = 86_400_000

export function RangeDialog({ slug, id }: { slug: string; id: number }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button tone="plain">Send again…</Button>}
      title="Send deliveries again"
      description="The same bytes under the same ids: a consumer that knows an id may skip it."
    >
      {open ? <RangeForm slug={slug} id={id} onDone={() => setOpen(false)} /> : null}
    </Dialog>
  )
}

function RangeForm({ slug, id, onDone }: { slug: string; id: number; onDone: () => void }) {
  const [from, setFrom] = useState(() => localText(wholeMinute(Date.now() - DAY_MS)))
  const [to, setTo] = useState(() => localText(wholeMinute(Date.now() + 60_000)))
  const [failedOnly, setFailedOnly] = useState(true)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [goesOn, setGoesOn] = useState(false)
  const [pending, start] = useTransition()
  const submit = () =>
    start(async () => {
      const result = await sendRangeAgain(slug, { id, from: instant(from), to: instant(to), failedOnly })
      setFailure(result.ok ? null : result)
      if (!result.ok) return
      const { redelivered, next } = result.data
      if (redelivered === 0) toast.info('Nothing in this time is to be sent again')
      else toast.success(`${counted(redelivered)} sent again`)
      if (next === null) return onDone()
      setFrom(localText(Date.parse(next)))
      setGoesOn(true)
    })
  return (
    <form {...withoutReset(submit)} noValidate className="space-y-4 p-5">
      {failure && !failure.fields ? <Notice tone="critical">{failure.message}</Notice> : null}
      {goesOn && !failure ? (
        <Notice tone="caution">There are more. The time begins with the first of them now: send again to go on.</Notice>
      ) : null}
      <Select
        label="Which"
        value={failedOnly ? 'failed' : 'all'}
        disabled={pending}
        onChange={(event) => setFailedOnly(event.target.value === 'failed')}
      >
        <option value="failed">Those that failed</option>
        <option value="all">All, delivered or failed</option>
      </Select>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="From"
          type="datetime-local"
          step={goesOn ? 0.001 : undefined}
          value={from}
          disabled={pending}
          error={failure?.fields?.from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextField
          label="To"
          type="datetime-local"
          value={to}
          disabled={pending}
          error={failure?.fields?.to}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      <p className="text-13 text-muted">In your browser’s time. At most 1,000 at once, oldest first.</p>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={pending}>
          {pending ? 'Sending…' : 'Send again'}
        </Button>
      </div>
    </form>
  )
}

/** Browsers show no seconds of one. */
function wholeMinute(ms: number): number {
  return Math.floor(ms / 60_000) * 60_000
}

/** What a datetime-local field holds for a moment. */
function localText(ms: number): string {
  const date = new Date(ms)
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, -1)
}

/** ISO 8601, or what was typed where it is no time: the server says so. */
function instant(local: string): string {
  const date = new Date(local)
  return Number.isNaN(date.getTime()) ? local : date.toISOString()
}

function counted(count: number): string {
  return count === 1 ? '1 delivery is' : `${count} deliveries are`
}
