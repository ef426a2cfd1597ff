'use client'
/** Removing asks once more and says what stops at that moment. */
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import type { DomainView } from '@/lib/domains/view'

interface Props {
  domain: DomainView
  disabled: boolean
  onRemove: () => void
}

export function RemoveDomain({ domain, disabled, onRemove }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <AlertDialog.Trigger render={<Button tone="critical" disabled={disabled} />}>Remove</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-5 shadow-float">
          <AlertDialog.Title className="break-words font-semibold text-16">Remove {domain.domain}?</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-muted">{consequence(domain)}</AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close render={<Button />}>Keep it</AlertDialog.Close>
            <Button
              tone="critical"
              onClick={() => {
                setOpen(false)
                onRemove()
              }}
            >
              Remove domain
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

function consequence({ verified, primary }: DomainView): string {
  if (!verified) return 'Its record counts no more. Adding the domain again gives you a new one.'
  const ends = 'The shop stops answering there within seconds, and links to it lead nowhere.'
  return primary ? `${ends} Your shop’s own address becomes the primary one.` : ends
}
