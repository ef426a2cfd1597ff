'use client'
/** A text that is meant to be copied: shown whole, with a button. */
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'

const SHOWN_MS = 2_000

export function Copyable({ text, label }: { text: string; label: string }) {
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
  return (
    <div className="flex flex-wrap items-center gap-2">
      <code className="tabular min-w-0 flex-1 basis-64 select-all break-all rounded-md border border-line bg-surface px-3 py-2 font-mono text-13">
        {text}
      </code>
      <Button onClick={copy} aria-label={`Copy ${label}`}>
        <Icon aria-hidden size={16} strokeWidth={1.75} />
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  )
}
