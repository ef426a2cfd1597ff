'use client'
/** One field; what is wrong with the name is said at it. */
import { Dialog } from '@base-ui/react/dialog'
import { Plus } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import type { AddressesView } from '@/lib/domains/view'
import { addDomain } from './actions'

export function AddDomain({ slug, onAdded }: { slug: string; onAdded: (next: AddressesView) => void }) {
  const [open, setOpen] = useState(false)
  const [domain, setDomain] = useState('')
  const [problem, setProblem] = useState<{ field?: string; message?: string }>({})
  const [pending, start] = useTransition()
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setDomain('')
    setProblem({})
  }
  const submit = () =>
    start(async () => {
      const result = await addDomain(slug, { domain })
      if (!result.ok) {
        const field = result.fields?.domain
        return setProblem(field ? { field } : { message: result.message })
      }
      onAdded(result.data)
      change(false)
    })
  return (
    <Dialog.Root open={open} onOpenChange={change}>
      <Dialog.Trigger render={<Button tone="primary" />}>
        <Plus aria-hidden size={16} /> Add domain
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 shadow-float">
          <Dialog.Title className="font-semibold text-16">Add a domain</Dialog.Title>
          <Dialog.Description className="mt-1.5 text-muted">
            A name that you own already, bought at any registrar. Next you get the DNS records to set.
          </Dialog.Description>
          <form action={submit} noValidate className="mt-4">
            <div className="space-y-3">
              {problem.message ? <Notice tone="critical">{problem.message}</Notice> : null}
              <TextField
                label="Domain"
                value={domain}
                placeholder="shop.example.com"
                autoFocus
                autoCapitalize="none"
                autoComplete="off"
                spellCheck={false}
                error={problem.field}
                onChange={(event) => setDomain(event.target.value)}
              />
            </div>
            <div className="mt-5 flex justify-end gap-2">
              <Dialog.Close render={<Button disabled={pending} />}>Cancel</Dialog.Close>
              <Button type="submit" tone="primary" disabled={pending}>
                {pending ? 'Adding…' : 'Add domain'}
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
