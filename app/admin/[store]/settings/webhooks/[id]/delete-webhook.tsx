'use client'
/** Deleting asks once more, and says what goes with it. */
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { Notice } from '@/app/_ui/notice'
import { removeWebhook } from '../actions'

export function DeleteWebhook({ slug, id, url }: { slug: string; id: number; url: string }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const router = useRouter()
  const remove = () =>
    start(async () => {
      const result = await removeWebhook(slug, { id })
      if (!result.ok) return setProblem(result.message)
      toast.success('Webhook deleted')
      router.replace(`/admin/${slug}/settings/webhooks`)
    })
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger render={<Button tone="critical" className="w-full" />}>Delete webhook</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 shadow-float">
          <AlertDialog.Title className="font-semibold text-16">Delete this webhook?</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 break-words text-muted">
            Nothing more is sent to {url}. Its deliveries and their log go with it, and what waits is not sent.
          </AlertDialog.Description>
          {problem ? (
            <div className="mt-3">
              <Notice tone="critical">{problem}</Notice>
            </div>
          ) : null}
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close render={<Button />}>Keep it</AlertDialog.Close>
            <Button tone="critical" disabled={pending} onClick={remove}>
              {pending ? 'Deleting…' : 'Delete webhook'}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
