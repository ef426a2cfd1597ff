'use client'
/**
 * A native modal dialog that slides in: the browser keeps focus inside, closes it on Escape and gives focus back. It
 * closes when the shopper goes to another page or presses beside it.
 */
import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'

interface Props {
  open: boolean
  onClose: () => void
  side: 'left' | 'right' | 'top'
  label: string
  children: ReactNode
}

export function Sheet({ open, onClose, side, label, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const pathname = usePathname()
  const openedAt = useRef(pathname)

  useEffect(() => {
    const element = dialog.current
    if (!element || element.open === open) return
    if (open) {
      openedAt.current = pathname
      element.showModal()
    } else {
      element.close()
    }
  }, [open, pathname])

  useEffect(() => {
    if (open && pathname !== openedAt.current) onClose()
  }, [open, pathname, onClose])

  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose()
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself; this is the press beside it.
    <dialog
      ref={dialog}
      aria-label={label}
      className={clsx('sheet', `sheet-${side}`)}
      onClose={onClose}
      onClick={closeOnBackdrop}
    >
      {children}
    </dialog>
  )
}
