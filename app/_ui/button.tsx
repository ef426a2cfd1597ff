/** Buttons and links that look like them. One primary for each view; the label says what happens. */
import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps } from 'react'

export type ButtonTone = 'primary' | 'secondary' | 'plain' | 'critical'

const TONES: Record<ButtonTone, string> = {
  primary: 'bg-accent text-accent-text hover:bg-accent/90 border-transparent',
  secondary: 'bg-raised text-text border-control/50 hover:bg-hover',
  plain: 'text-text border-transparent hover:bg-hover',
  critical: 'bg-raised text-critical border-control/50 hover:bg-critical-surface',
}

function look(tone: ButtonTone, size: 'md' | 'lg', className?: string): string {
  return clsx(
    'inline-flex items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium',
    'transition-colors duration-150 ease-out disabled:opacity-50 disabled:cursor-not-allowed aria-disabled:opacity-50',
    size === 'md' ? 'h-9 px-3 text-14' : 'h-11 px-5 text-16',
    TONES[tone],
    className,
  )
}

interface Look {
  tone?: ButtonTone
  size?: 'md' | 'lg'
}

export function Button({ tone = 'secondary', size = 'md', className, ...rest }: ComponentProps<'button'> & Look) {
  return <button type="button" {...rest} className={look(tone, size, className)} />
}

export function ButtonLink({
  tone = 'secondary',
  size = 'md',
  className,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={look(tone, size, className)} />
}

/** For other hosts, where the router has no business. */
export function ButtonAnchor({ tone = 'secondary', size = 'md', className, ...rest }: ComponentProps<'a'> & Look) {
  return <a {...rest} className={look(tone, size, className)} />
}

/** A square button that shows an icon alone; `label` is what it says to a screen reader and on hover. */
export function IconButton({ label, className, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={clsx(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-150',
        'hover:bg-hover hover:text-text disabled:opacity-40 disabled:hover:bg-transparent',
        className,
      )}
    />
  )
}
