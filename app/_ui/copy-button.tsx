'use client'
/** Puts a text on the clipboard and says so; where the browser refuses, it says what to do instead. */
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { Button, IconButton } from './button'

const SHOWN_MS = 2_000

/** `label`: what is copied, for those who do not see it. `quiet` shows the icon alone. */
export function CopyButton({ text, label, quiet = false }: { text: string; label: string; quiet?: boolean }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), SHOWN_MS)
    } catch {
      toast.error('Your browser did not allow copying. Select the text and copy it by hand.')
    }
  }
  const Icon = copied ? Check : Copy
  if (quiet) {
    return (
      <IconButton label={copied ? `Copied ${label}` : `Copy ${label}`} onClick={copy}>
        <Icon aria-hidden size={16} strokeWidth={1.75} />
      </IconButton>
    )
  }
  return (
    <Button onClick={copy} aria-label={`Copy ${label}`}>
      <Icon aria-hidden size={16} strokeWidth={1.75} />
      {copied ? 'Copied' : 'Copy'}
    </Button>
  )
}
