/** A store's initial on a quiet square: where a logo would be. */
import clsx from 'clsx'

export function StoreMark({ name, small }: { name: string; small?: boolean }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'grid shrink-0 place-items-center rounded-md bg-accent/12 font-semibold text-accent uppercase',
        small ? 'size-6 text-12' : 'size-9 text-16',
      )}
    >
      {[...name.trim()][0] ?? '·'}
    </span>
  )
}
