'use client'
/** A question in front of the page: closes on Escape and on a tap beside it; the focus goes back to where it was. */
import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactElement, ReactNode } from 'react'

const WIDTHS = { md: 'w-[min(28rem,calc(100vw-2rem))]', lg: 'w-[min(40rem,calc(100vw-2rem))]' } as const

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The button that opens it; absent where something else does. */
  trigger?: ReactElement
  title: ReactNode
  description?: ReactNode
  width?: keyof typeof WIDTHS
  children: ReactNode
}

export function Dialog({ open, onOpenChange, trigger, title, description, width = 'md', children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={`-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] overflow-y-auto rounded-lg border border-line bg-raised shadow-float outline-none ${WIDTHS[width]}`}
        >
          <Base.Title className="px-5 pt-5 font-semibold text-16">{title}</Base.Title>
          {description ? <Base.Description className="px-5 pt-1 text-muted">{description}</Base.Description> : null}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
