'use client'
/** A labelled field with its message below. The label stays visible; the message is tied to the field. */
import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { keepEarlyInput } from '@/app/_ui/early-input'

interface Common {
  label: string
  problem?: string
  className?: string
}

export function Field({ label, problem, className, ...input }: Common & ComponentProps<'input'>) {
  return (
    <Labelled label={label} problem={problem} className={className} name={input.name}>
      <input
        ref={keepEarlyInput}
        {...described(input.name, problem)}
        {...input}
        id={idOf(input.name)}
        className="field"
      />
    </Labelled>
  )
}

export function SelectField({ label, problem, className, children, ...select }: Common & ComponentProps<'select'>) {
  return (
    <Labelled label={label} problem={problem} className={className} name={select.name}>
      <select
        ref={keepEarlyInput}
        {...described(select.name, problem)}
        {...select}
        id={idOf(select.name)}
        className="field"
      >
        {children}
      </select>
    </Labelled>
  )
}

function Labelled({ label, problem, name, className, children }: Common & { name?: string; children: ReactNode }) {
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <label htmlFor={idOf(name)} className="text-13 text-muted">
        {label}
      </label>
      {children}
      {problem && (
        <p id={`${idOf(name)}-problem`} className="text-13 text-critical">
          {problem}
        </p>
      )}
    </div>
  )
}

function described(name: string | undefined, problem: string | undefined) {
  return problem ? { 'aria-invalid': true, 'aria-describedby': `${idOf(name)}-problem` } : {}
}

function idOf(name = ''): string {
  return `checkout-${name.replace('.', '-')}`
}
