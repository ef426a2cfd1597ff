'use client'
/** When the orders were placed: a stretch up to now, or from one day to another. */
import { Popover } from '@base-ui/react/popover'
import { ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { TextField } from '@/app/_ui/field'
import { chipLook, type FilterOption } from '@/app/_ui/filter-chip'
import { menuItemLook, menuLook } from '@/app/_ui/menu-look'

interface Props {
  /** In words, or null for any time. */
  chosen: string | null
  options: FilterOption[]
  from: string
  to: string
  /** The list with all the other filters. */
  base: string
}

export function DateChip({ chosen, options, from, to, base }: Props) {
  const [open, setOpen] = useState(false)
  const [days, setDays] = useState({ from, to })
  const router = useRouter()
  const show = () => {
    const query = new URLSearchParams(Object.entries(days).filter(([, day]) => day !== ''))
    setOpen(false)
    router.push(query.size > 0 ? `${base}${base.includes('?') ? '&' : '?'}${query}` : base)
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger aria-label={`Placed: ${chosen ?? 'any time'}`} className={chipLook(chosen !== null)}>
        {chosen ?? 'Placed any time'}
        <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" className="z-50 outline-none">
          <Popover.Popup className={`${menuLook} w-64`}>
            {options.map(({ label, href, here }) => (
              <Link
                key={label}
                href={href}
                aria-current={here ? 'true' : undefined}
                onClick={() => setOpen(false)}
                className={`${menuItemLook} hover:bg-hover aria-[current]:font-medium`}
              >
                {label}
              </Link>
            ))}
            <form action={show} className="mt-1 space-y-3 border-line border-t p-2 pt-3">
              <TextField
                label="From"
                type="date"
                value={days.from}
                max={days.to || undefined}
                onChange={(event) => setDays({ ...days, from: event.target.value })}
              />
              <TextField
                label="To"
                type="date"
                value={days.to}
                min={days.from || undefined}
                onChange={(event) => setDays({ ...days, to: event.target.value })}
              />
              <div className="flex justify-end">
                <Button type="submit">Show these days</Button>
              </div>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
