'use client'
/** A discount code: typed and applied, then shown with a way to take it off. */
import { Tag, X } from 'lucide-react'
import { useState } from 'react'
import { keepEarlyInput } from '@/app/_ui/early-input'

interface Props {
  applied: string
  problem: string | undefined
  pending: boolean
  onApply: (code: string) => void
}

export function DiscountField({ applied, problem, pending, onApply }: Props) {
  const [text, setText] = useState('')
  const apply = () => {
    if (text.trim()) onApply(text.trim())
  }
  if (applied) {
    return (
      <p className="inline-flex items-center gap-2 self-start rounded-sm border border-line bg-surface py-0.5 pl-3 text-14">
        <Tag size={14} strokeWidth={1.5} aria-hidden="true" />
        {applied.toUpperCase()}
        <button
          type="button"
          className="icon-button -my-1"
          onClick={() => onApply('')}
          aria-label={`Remove code ${applied}`}
        >
          <X size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </p>
    )
  }
  return (
    <div>
      <div className="flex gap-2">
        <input
          ref={keepEarlyInput}
          className="field"
          aria-label="Discount code"
          placeholder="Discount code"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={64}
          value={text}
          aria-invalid={problem ? true : undefined}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            apply()
          }}
        />
        <button
          type="button"
          className="button button-quiet shrink-0"
          disabled={pending || !text.trim()}
          onClick={apply}
        >
          Apply
        </button>
      </div>
      <p aria-live="polite" className="mt-1.5 text-13 text-critical empty:hidden">
        {problem}
      </p>
    </div>
  )
}
