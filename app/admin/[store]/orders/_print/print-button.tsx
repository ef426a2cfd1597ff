'use client'
/** Opens the browser's print dialogue. */
import { Printer } from 'lucide-react'
import { Button } from '@/app/_ui/button'

export function PrintButton() {
  return (
    <Button tone="primary" onClick={() => window.print()}>
      <Printer aria-hidden size={16} strokeWidth={1.75} />
      Print
    </Button>
  )
}
