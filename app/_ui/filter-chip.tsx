'use client'
/** One word of a filter's sentence: says what is in force, and offers the other words. Links, so that a filtered list has an address. */
import { Menu } from '@base-ui/react/menu'
import clsx from 'clsx'
import { Check, ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { menuItemLook, menuLook } from './menu-look'

export function chipLook(active: boolean): string {
  return clsx(
    'inline-flex h-8 shrink-0 items-center gap-1 whitespace-nowrap rounded-full border pr-2 pl-3 text-13 transition-colors duration-150',
    active
      ? 'border-transparent bg-text font-medium text-surface'
      : 'border-line border-dashed text-muted hover:border-control hover:text-text',
  )
}

export interface FilterOption {
  label: string
  href: string
  here: boolean
}

interface Props {
  /** What the chip filters by, for those who do not see it. */
  name: string
  /** Without a filter: 'Any payment'. */
  any: FilterOption
  options: FilterOption[]
}

export function FilterChip({ name, any, options }: Props) {
  const chosen = options.find(({ here }) => here)
  return (
    <Menu.Root>
      <Menu.Trigger aria-label={`${name}: ${(chosen ?? any).label}`} className={chipLook(chosen !== undefined)}>
        {(chosen ?? any).label}
        <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="start" className="z-50 outline-none">
          <Menu.Popup className={`${menuLook} min-w-52`}>
            {[any, ...options].map(({ label, href, here }) => (
              <Menu.LinkItem key={label} render={<Link href={href} />} closeOnClick className={menuItemLook}>
                <span className="flex-1">{label}</span>
                {here ? <Check aria-hidden size={14} strokeWidth={2} /> : null}
              </Menu.LinkItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
