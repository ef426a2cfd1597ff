'use client'
/** The papers of an order. */
import { Menu } from '@base-ui/react/menu'
import { Printer } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/app/_ui/button'
import { menuItemLook, menuLook } from '@/app/_ui/menu-look'

export function PrintMenu({ href }: { href: string }) {
  return (
    <Menu.Root>
      <Menu.Trigger render={<Button />}>
        <Printer aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
        Print
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="z-50 outline-none">
          <Menu.Popup className={`${menuLook} w-44`}>
            <Menu.LinkItem render={<Link href={`${href}/packing-slip`} />} className={menuItemLook}>
              Packing slip
            </Menu.LinkItem>
            <Menu.LinkItem render={<Link href={`${href}/invoice`} />} className={menuItemLook}>
              Invoice
            </Menu.LinkItem>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
