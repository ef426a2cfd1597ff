/** A search of a list: a plain GET form, so that the answer has an address; the filters in force travel along. */
import { Search } from 'lucide-react'
import { controlLook } from './field'

export function SearchBox({
  action,
  label,
  name = 'q',
  value,
  keep,
}: {
  action: string
  label: string
  /** Of the parameter in the address. */
  name?: string
  value: string
  keep?: Record<string, string | undefined>
}) {
  return (
    <form action={action} className="relative w-full sm:w-72">
      {Object.entries(keep ?? {}).map(([other, kept]) =>
        kept ? <input key={other} type="hidden" name={other} value={kept} /> : null,
      )}
      <Search
        aria-hidden
        size={16}
        strokeWidth={1.75}
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 text-muted"
      />
      <input
        key={value}
        type="search"
        name={name}
        defaultValue={value}
        maxLength={100}
        aria-label={label}
        placeholder={label}
        className={`${controlLook} h-9 pl-8`}
      />
    </form>
  )
}
