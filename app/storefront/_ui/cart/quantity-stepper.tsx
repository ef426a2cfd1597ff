'use client'
/** Minus, number, plus. The number can be typed; it counts when the field is left or Enter is pressed. */
import { Minus, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { keepEarlyInput } from '@/app/_ui/early-input'
import { MAX_LINE_QUANTITY } from './limits'

interface Props {
  quantity: number
  onChange: (quantity: number) => void
  /** What is counted, for screen readers. */
  label: string
  /** 0 lets the last minus remove the line. */
  min?: number
  size?: 'small' | 'large'
}

export function QuantityStepper({ quantity, onChange, label, min = 1, size = 'large' }: Props) {
  const [text, setText] = useState(String(quantity))
  useEffect(() => setText(String(quantity)), [quantity])

  const commit = () => {
    const wanted = Number.parseInt(text, 10)
    if (!Number.isFinite(wanted)) return setText(String(quantity))
    const next = Math.min(MAX_LINE_QUANTITY, Math.max(min, wanted))
    setText(String(next))
    if (next !== quantity) onChange(next)
  }
  const height = size === 'small' ? 'h-10' : 'h-12'
  const press = `flex w-11 items-center justify-center disabled:text-muted/50 ${height}`

  return (
    <fieldset className="inline-flex items-center rounded-sm border border-text/25">
      <legend className="sr-only">Quantity of {label}</legend>
      <button
        type="button"
        className={press}
        disabled={quantity <= min}
        onClick={() => onChange(quantity - 1)}
        aria-label={`One fewer ${label}`}
      >
        <Minus size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <input
        ref={keepEarlyInput}
        className={`no-spin tabular w-9 bg-transparent text-center text-14 ${height}`}
        inputMode="numeric"
        autoComplete="off"
        aria-label={`Quantity of ${label}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault()
            commit()
          }
        }}
      />
      <button
        type="button"
        className={press}
        disabled={quantity >= MAX_LINE_QUANTITY}
        onClick={() => onChange(quantity + 1)}
        aria-label={`One more ${label}`}
      >
        <Plus size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </fieldset>
  )
}
