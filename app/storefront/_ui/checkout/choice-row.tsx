'use client'
/** Rows of which one is chosen: ways of shipping, cards. */
import type { ReactNode } from 'react'
import { keepEarlyInput } from '@/app/_ui/early-input'

interface Props {
  name: string
  value: string
  checked: boolean
  onChoose: () => void
  children: ReactNode
}

export function ChoiceRow({ name, value, checked, onChoose, children }: Props) {
  return (
    <label className="flex min-h-14 cursor-pointer items-center gap-3.5 px-4 py-3 transition-colors duration-150 not-first:border-t not-first:border-line has-checked:bg-(--hover) has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent">
      <input
        ref={keepEarlyInput}
        type="radio"
        name={name}
        value={value}
        checked={checked}
        onChange={onChoose}
        className="size-4 shrink-0 accent-(--accent) outline-none"
      />
      {children}
    </label>
  )
}

export function ChoiceList({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="overflow-hidden rounded-sm border border-text/25 bg-raised">
      <legend className="sr-only">{legend}</legend>
      {children}
    </fieldset>
  )
}
