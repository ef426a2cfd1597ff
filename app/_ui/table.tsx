/** Tables: full width, the name first, the number last and in tabular figures; rows of 44 pixels or more. */
import clsx from 'clsx'
import type { ComponentProps } from 'react'

export function Table(props: ComponentProps<'table'>) {
  return (
    <div className="relative overflow-x-auto">
      <table {...props} className={clsx('w-full border-collapse text-left', props.className)} />
    </div>
  )
}

export function Th({ numeric, className, ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(
        'h-10 whitespace-nowrap border-line border-b px-3 font-medium text-12 text-muted first:pl-4 last:pr-4 sm:last:pr-5 sm:first:pl-5',
        numeric && 'text-right',
        className,
      )}
    />
  )
}

export function Td({ numeric, className, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      {...rest}
      className={clsx(
        'h-11 px-3 py-1.5 align-middle first:pl-4 last:pr-4 sm:last:pr-5 sm:first:pl-5',
        numeric && 'tabular whitespace-nowrap text-right',
        className,
      )}
    />
  )
}

/** A row that leads somewhere: its first link covers it. */
export function RowLink(props: ComponentProps<'tr'>) {
  return (
    <tr
      {...props}
      className="relative border-line border-b transition-colors duration-150 last:border-0 focus-within:bg-hover hover:bg-hover"
    />
  )
}
