'use client'
/** Asks why before it is done: the reason goes into both logs, and the store's team reads it. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionResult } from '@/app/_actions/merchant-action'
import { Button, type ButtonTone } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { TextArea } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'

interface Props {
  label: string
  tone?: ButtonTone
  title: string
  consequence: string
  /** What the button says that does it. */
  confirm: string
  /** Said when it is done; nothing where the page changes. */
  done?: string
  disabled?: boolean
  act: (reason: string) => Promise<ActionResult<unknown>>
}

export function ReasonDialog({ label, tone = 'secondary', title, consequence, confirm, done, disabled, act }: Props) {
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<{ field?: string; message?: string }>({})
  const [pending, start] = useTransition()
  const submit = (form: FormData) =>
    start(async () => {
      const result = await act(String(form.get('reason') ?? ''))
      if (!result) return
      if (!result.ok) {
        setProblem(result.fields?.reason ? { field: result.fields.reason } : { message: result.message })
        return
      }
      setOpen(false)
      if (done) toast.success(done)
    })
  const change = (next: boolean) => {
    setOpen(next)
    setProblem({})
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={
        <Button tone={tone} disabled={disabled} className="w-full">
          {label}
        </Button>
      }
      title={title}
      description={consequence}
    >
      <form
        className="space-y-4 p-5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit(new FormData(event.currentTarget))
        }}
      >
        {problem.message ? <Notice tone="critical">{problem.message}</Notice> : null}
        <TextArea
          label="Reason"
          name="reason"
          rows={3}
          required
          maxLength={300}
          error={problem.field}
          hint="Kept in the log, and read by the store’s team."
        />
        <div className="flex justify-end gap-2">
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" tone={tone === 'critical' ? 'critical' : 'primary'} disabled={pending}>
            {pending ? 'One moment…' : confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
