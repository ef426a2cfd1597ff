'use client'
/** The lesser actions of a page's head: buttons where there is room, and one menu on a phone. */
import { Menu } from '@base-ui/react/menu'
import { Download, MoreHorizontal } from 'lucide-react'
import Link from 'next/link'
import { Button, ButtonAnchor, ButtonLink } from './button'
import { menuItemLook, menuLook } from './menu-look'

export interface HeadAction {
  label: string
  href: string
  /** The address answers with a file. */
  download?: boolean
}

export function MoreActions({ actions }: { actions: HeadAction[] }) {
  return (
    <>
      <div className="hidden gap-2 sm:flex">
        {actions.map(({ label, href, download }) =>
          download ? (
            <ButtonAnchor key={href} href={href} download>
              <Download aria-hidden size={16} strokeWidth={1.75} />
              {label}
            </ButtonAnchor>
          ) : (
            <ButtonLink key={href} href={href}>
              {label}
            </ButtonLink>
          ),
        )}
      </div>
      <Menu.Root>
        <Menu.Trigger render={<Button aria-label="More actions" className="sm:hidden" />}>
          <MoreHorizontal aria-hidden size={16} strokeWidth={1.75} />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner sideOffset={6} align="end" className="z-50 outline-none">
            <Menu.Popup className={`${menuLook} min-w-52`}>
              {actions.map(({ label, href, download }) => (
                <Menu.LinkItem
                  key={href}
                  {...(download ? { href, download } : { render: <Link href={href} /> })}
                  closeOnClick
                  className={menuItemLook}
                >
                  {label}
                </Menu.LinkItem>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  )
}
