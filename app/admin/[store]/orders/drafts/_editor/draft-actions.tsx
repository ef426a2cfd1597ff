'use client'
/** What can be done with a saved draft: its invoice, its link, calling it off. */
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Link2 } from 'lucide-react'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { cancel, sendInvoice } from '../actions'

interface Props {
  slug: string
  id: number
  email: string
  link: string
  sent: boolean
}

export function DraftActions({ slug, id, email, link, sent }: Props) {
  const [pending, start] = useTransition()
  const send = () =>
    start(async () => {
      const result = await sendInvoice(slug, { id })
      if (result.ok) toast.success(`The invoice is on its way to ${email}`)
      else toast.error(result.message)
    })
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => toast.success('Link copied'),
      () => toast.error('Your browser did not allow it to be copied.'),
    )
  return (
    <>
      <CancelDraft slug={slug} id={id} />
      <Button onClick={copy}>
        <Link2 aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
        Copy link
      </Button>
      <Button tone="primary" disabled={pending || email === ''} onClick={send}>
        {pending ? 'Sending…' : sent ? 'Send invoice again' : 'Send invoice'}
      </Button>
    </>
  )
}

function CancelDraft({ slug, id }: { slug: string; id: number }) {
  const [open, setOpen] = useState(false)
  const [pending, start] = useTransition()
  const submit = () =>
    start(async () => {
      const result = await cancel(slug, { id })
      if (!result.ok) return void toast.error(result.message)
      toast.success('Draft cancelled')
      setOpen(false)
    })
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <AlertDialog.Trigger render={<Button tone="critical" />}>Cancel draft</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 shadow-float">
          <AlertDialog.Title className="font-semibold text-16">Cancel this draft?</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-muted">
            Its link can no longer be paid. Nothing is charged and no stock was held.
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close render={<Button disabled={pending} />}>Keep the draft</AlertDialog.Close>
            <Button tone="critical" disabled={pending} onClick={submit}>
              {pending ? 'Cancelling…' : 'Cancel the draft'}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
