/** Filters that read as a sentence: "Orders: all, unfulfilled, fulfilled". Links, so that a filtered list has an address. */
import clsx from 'clsx'
import Link from 'next/link'

export interface Chip {
  label: string
  href: string
  here: boolean
}

export function Chips({ label, chips }: { label: string; chips: Chip[] }) {
  return (
    <nav aria-label={label} className="flex gap-1 overflow-x-auto">
      {chips.map((chip) => (
        <Link
          key={chip.label}
          href={chip.href}
          aria-current={chip.here ? 'true' : undefined}
          className={clsx(
            'inline-flex h-8 items-center whitespace-nowrap rounded-full px-3 text-13 transition-colors duration-150',
            chip.here ? 'bg-text font-medium text-surface' : 'text-muted hover:bg-hover hover:text-text',
          )}
        >
          {chip.label}
        </Link>
      ))}
    </nav>
  )
}
