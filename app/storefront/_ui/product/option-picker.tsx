'use client'
/** One option as radio chips, or swatches with their names. What cannot be had is crossed out but can still be looked at. */
import { clsx } from 'clsx'
import { useId } from 'react'
import { keepEarlyInput } from '@/app/_ui/early-input'
import type { ProductOption } from '@/lib/catalog/types'
import { safeColor } from '../product-card'
import { type BuyableVariant, stateOf, type ValueState } from './variant-choice'

interface Props {
  option: ProductOption
  variants: BuyableVariant[]
  chosen: BuyableVariant
  onPick: (option: string, value: string) => void
}

const STATE_WORDS: Record<ValueState, string> = {
  available: '',
  'sold-out': ', sold out',
  absent: ', not in this combination',
}

export function OptionPicker({ option, variants, chosen, onPick }: Props) {
  const current = chosen.optionValues[option.name]
  return (
    <fieldset>
      <legend className="text-13 text-muted">
        {option.name}
        {option.swatches && <span className="text-text"> · {current}</span>}
      </legend>
      <div className={clsx('mt-2 flex flex-wrap', option.swatches ? 'gap-1' : 'gap-2')}>
        {option.values.map((value) => (
          <Choice
            key={value}
            name={option.name}
            value={value}
            swatch={option.swatches?.[value]}
            state={stateOf(variants, chosen, option, value)}
            checked={value === current}
            onPick={() => onPick(option.name, value)}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface ChoiceProps {
  name: string
  value: string
  swatch: string | undefined
  state: ValueState
  checked: boolean
  onPick: () => void
}

function Choice({ name, value, swatch, state, checked, onPick }: ChoiceProps) {
  const id = useId()
  const input = (
    <input
      ref={keepEarlyInput}
      id={id}
      type="radio"
      name={`option-${name}`}
      value={value}
      checked={checked}
      onChange={onPick}
      className="peer absolute inset-0 m-0 cursor-pointer opacity-0"
    />
  )
  const words = <span className="sr-only">{STATE_WORDS[state]}</span>
  if (swatch) {
    return (
      <label htmlFor={id} title={value} className="relative flex size-11 items-center justify-center">
        {input}
        <span
          className={clsx(
            'relative size-8 overflow-hidden rounded-full border border-text/15 ring-offset-2 ring-offset-surface peer-checked:ring-[1.5px] peer-checked:ring-text peer-focus-visible:outline-2 peer-focus-visible:outline-offset-4 peer-focus-visible:outline-accent',
            state !== 'available' && CROSSED,
          )}
          style={{ backgroundColor: safeColor(swatch) }}
        />
        <span className="sr-only">{value}</span>
        {words}
      </label>
    )
  }
  return (
    <label htmlFor={id} className="relative">
      {input}
      <span
        className={clsx(
          'relative flex min-h-11 items-center overflow-hidden rounded-sm border border-text/25 px-4 text-14 transition-colors duration-150 peer-checked:border-text peer-checked:shadow-[inset_0_0_0_1px_var(--text)] peer-hover:border-text peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent',
          state !== 'available' && ['text-muted', CROSSED],
        )}
      >
        {value}
      </span>
      {words}
    </label>
  )
}

/** A hairline from corner to corner. */
const CROSSED =
  "after:absolute after:inset-0 after:bg-[linear-gradient(to_top_right,transparent_calc(50%-0.6px),color-mix(in_srgb,var(--text)_45%,transparent)_50%,transparent_calc(50%+0.6px))] after:content-['']"
