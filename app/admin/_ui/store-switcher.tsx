'use client'
/** Which store one is in, and the way to the others. */
import { Menu } from '@base-ui/react/menu'
import { Check, ChevronsUpDown, Plus } from 'lucide-react'
import Link from 'next/link'
import { menuItemLook, menuLook } from '@/app/_ui/menu-look'
import { StoreMark } from '@/app/_ui/store-mark'

export interface SwitcherStore {
  slug: string
  name: string
}

export function StoreSwitcher({ current, stores }: { current: SwitcherStore; stores: SwitcherStore[] }) {
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={`Store: ${current.name}. Switch store`}
        className="flex h-11 w-full items-center gap-2.5 rounded-md px-2 text-left transition-colors duration-150 hover:bg-hover data-popup-open:bg-hover"
      >
        <StoreMark name={current.name} small />
        <span className="min-w-0 flex-1 truncate font-semibold text-14">{current.name}</span>
        <ChevronsUpDown aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className="z-50 outline-none">
          <Menu.Popup className={`${menuLook} max-h-[60dvh] w-60 overflow-y-auto`}>
            {stores.map((store) => (
              <Menu.LinkItem key={store.slug} render={<Link href={`/admin/${store.slug}`} />} className={menuItemLook}>
                <StoreMark name={store.name} small />
                <span className="min-w-0 flex-1 truncate">{store.name}</span>
                {store.slug === current.slug ? <Check aria-hidden size={16} className="text-accent" /> : null}
              </Menu.LinkItem>
            ))}
            <Menu.Separator className="my-1 h-px bg-line" />
            <Menu.LinkItem render={<Link href="/stores?new" />} className={menuItemLook}>
              <span className="grid size-6 place-items-center">
                <Plus aria-hidden size={16} strokeWidth={1.75} />
              </span>
              Open another store
            </Menu.LinkItem>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
