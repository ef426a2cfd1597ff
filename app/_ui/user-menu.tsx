'use client'
/** Whose session this is, and the way out of it. */
import { Menu } from '@base-ui/react/menu'
import { KeyRound, LogOut, Store } from 'lucide-react'
import Link from 'next/link'
import { logOut } from '@/app/_auth/sign-out'
import { menuItemLook, menuLook } from '@/app/_ui/menu-look'

export function UserMenu({ user }: { user: { name: string; email: string } }) {
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label={`Account: ${user.name}`}
        className="grid size-8 place-items-center rounded-full bg-text font-medium text-12 text-surface uppercase transition-opacity duration-150 hover:opacity-85"
      >
        {initials(user.name)}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="z-50 outline-none">
          <Menu.Popup className={`${menuLook} w-60`}>
            <div className="px-2 py-2">
              <p className="truncate font-medium">{user.name}</p>
              <p className="truncate text-13 text-muted">{user.email}</p>
            </div>
            <Menu.Separator className="my-1 h-px bg-line" />
            <Menu.LinkItem render={<Link href="/stores" />} className={menuItemLook}>
              <Store aria-hidden size={16} strokeWidth={1.75} />
              Your stores
            </Menu.LinkItem>
            <Menu.LinkItem render={<Link href="/stores/account" />} className={menuItemLook}>
              <KeyRound aria-hidden size={16} strokeWidth={1.75} />
              Password and sessions
            </Menu.LinkItem>
            <Menu.Item className={menuItemLook} onClick={() => logOut()}>
              <LogOut aria-hidden size={16} strokeWidth={1.75} />
              Sign out
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('')
}
