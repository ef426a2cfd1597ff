'use client'
/** How many units of a line: a number between none and what is left. */
import { keepEarlyInput } from '@/app/_ui/early-input'

export function Stepper({
  label,
  value,
  max,
  disabled,
  onChange,
}: {
  label: string
  value: number
  max: number
  disabled: boolean
  onChange: (value: number) => void
}) {
  return (
    <span className="flex items-center gap-2 text-muted">
      <input
        ref={keepEarlyInput}
        type="number"
        autoComplete="off"
        inputMode="numeric"
        aria-label={label}
        min={0}
        max={max}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(Math.min(max, Math.max(0, Math.trunc(Number(event.target.value) || 0))))}
        className="tabular h-9 w-16 rounded-md border border-control/60 bg-raised px-2 text-right text-text"
      />
      <span className="tabular whitespace-nowrap text-13">of {max}</span>
    </span>
  )
}
