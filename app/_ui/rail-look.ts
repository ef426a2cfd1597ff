/** How a noun of a rail looks, here and elsewhere. */
import clsx from 'clsx'

export function railLook(here: boolean): string {
  return clsx(
    'flex h-9 items-center gap-2.5 rounded-md px-2.5 text-14 transition-colors duration-150',
    here ? 'bg-hover font-medium text-text' : 'text-muted hover:bg-hover hover:text-text',
  )
}
