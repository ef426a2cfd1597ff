/**
 * A labelled control with its hint and its error in place; the error is tied to the control for screen readers. What a
 * browser would put back after a reload it does not: fields without names get each other's text.
 */
import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { keepEarlyInput } from './early-input'

interface Labelled {
  label: ReactNode
  hint?: ReactNode
  error?: string
  /** The label is only spoken: for controls in a table whose head says it. */
  quiet?: boolean
}

export const controlLook =
  'w-full rounded-md border border-control/60 bg-raised px-3 text-14 text-text placeholder:text-muted/70 ' +
  'transition-colors duration-150 hover:border-control focus-visible:border-accent focus-visible:outline-offset-0 ' +
  'disabled:opacity-60 aria-invalid:border-critical'

function Frame({ id, label, hint, error, quiet, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className={quiet ? 'sr-only' : 'mb-1.5 block text-13 font-medium'}>
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 text-13 text-critical">
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-13 text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

function described(id: string, { hint, error }: Labelled): { 'aria-invalid'?: true; 'aria-describedby'?: string } {
  if (error) return { 'aria-invalid': true, 'aria-describedby': `${id}-error` }
  return hint ? { 'aria-describedby': `${id}-hint` } : {}
}

export function TextField({
  label,
  hint,
  error,
  quiet,
  prefix,
  suffix,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'prefix'> & Labelled & { prefix?: ReactNode; suffix?: ReactNode }) {
  const generated = useId()
  const id = rest.id ?? generated
  const input = (
    <input
      ref={keepEarlyInput}
      type="text"
      autoComplete="off"
      {...rest}
      id={id}
      {...described(id, { label, hint, error })}
      className={clsx(controlLook, 'h-9', prefix && 'pl-8', className)}
    />
  )
  return (
    <Frame id={id} label={label} hint={hint} error={error} quiet={quiet}>
      {prefix || suffix ? (
        <div className="relative flex items-center">
          {prefix ? <span className="pointer-events-none absolute left-3 text-muted">{prefix}</span> : null}
          {input}
          {suffix ? <span className="pointer-events-none absolute right-3 text-13 text-muted">{suffix}</span> : null}
        </div>
      ) : (
        input
      )}
    </Frame>
  )
}

export function TextArea({ label, hint, error, quiet, className, ...rest }: ComponentProps<'textarea'> & Labelled) {
  const generated = useId()
  const id = rest.id ?? generated
  return (
    <Frame id={id} label={label} hint={hint} error={error} quiet={quiet}>
      <textarea
        ref={keepEarlyInput}
        rows={6}
        autoComplete="off"
        {...rest}
        id={id}
        {...described(id, { label, hint, error })}
        className={clsx(controlLook, 'block py-2 leading-relaxed', className)}
      />
    </Frame>
  )
}

export function Select({ label, hint, error, quiet, className, ...rest }: ComponentProps<'select'> & Labelled) {
  const generated = useId()
  const id = rest.id ?? generated
  return (
    <Frame id={id} label={label} hint={hint} error={error} quiet={quiet}>
      <div className="relative">
        <select
          ref={keepEarlyInput}
          autoComplete="off"
          {...rest}
          id={id}
          {...described(id, { label, hint, error })}
          className={clsx(controlLook, 'h-9 appearance-none truncate pr-8', className)}
        />
        <ChevronDown
          aria-hidden
          size={16}
          className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted"
        />
      </div>
    </Frame>
  )
}

export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: ComponentProps<'input'> & { label: ReactNode; hint?: ReactNode }) {
  const generated = useId()
  const id = rest.id ?? generated
  return (
    <div className={clsx('flex items-start gap-2.5', className)}>
      <input
        ref={keepEarlyInput}
        type="checkbox"
        autoComplete="off"
        {...rest}
        id={id}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <label htmlFor={id} className="text-14">
        {label}
        {hint ? <span className="mt-0.5 block text-13 text-muted">{hint}</span> : null}
      </label>
    </div>
  )
}
