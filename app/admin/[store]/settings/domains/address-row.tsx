/** One address: its name, what it is, whether it is the primary one. */
import type { ReactNode } from 'react'
import { Badge } from '@/app/_ui/badge'
import { Button } from '@/app/_ui/button'

interface Props {
  host: string
  note?: ReactNode
  badges?: ReactNode
  primary: boolean
  canBePrimary: boolean
  onPrimary: () => void
  actions?: ReactNode
}

export function AddressRow({ host, note, badges, primary, canBePrimary, onPrimary, actions }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1 basis-60">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
          <h2 className="min-w-0 break-all font-semibold text-14">{host}</h2>
          {primary ? <Badge>Primary</Badge> : null}
          {badges}
        </div>
        {note ? <div className="mt-0.5 text-13 text-muted">{note}</div> : null}
      </div>
      <div className="flex flex-wrap gap-2">
        {canBePrimary && !primary ? (
          <Button onClick={onPrimary} aria-label={`Make ${host} primary`}>
            Make primary
          </Button>
        ) : null}
        {actions}
      </div>
    </div>
  )
}
