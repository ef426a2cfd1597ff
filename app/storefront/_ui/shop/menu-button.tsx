'use client'
/** The navigation on narrow screens. Without JavaScript the button is a link to the same links in the footer. */
import { Menu, X } from 'lucide-react'
import { type MouseEvent, useCallback, useState } from 'react'
import { Sheet } from '../sheet'
import { ShopLink } from '../shop-link'

interface Props {
  links: { label: string; href: string }[]
  storeName: string
}

export function MenuButton({ links, storeName }: Props) {
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  const show = (event: MouseEvent) => {
    event.preventDefault()
    setOpen(true)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: without JavaScript it leads to the same links in the footer. */}
      <a href="#footer-navigation" onClick={show} className="icon-button" aria-label="Menu">
        <Menu size={20} strokeWidth={1.5} aria-hidden="true" />
      </a>
      <Sheet open={open} onClose={close} side="left" label="Menu">
        <div className="flex h-full flex-col">
          <div className="flex items-center justify-between border-b border-line py-2 pr-2 pl-6">
            <span className="display text-20">{storeName}</span>
            <button type="button" className="icon-button" onClick={close} aria-label="Close menu">
              <X size={20} strokeWidth={1.5} aria-hidden="true" />
            </button>
          </div>
          <nav aria-label="Main" className="flex-1 overflow-y-auto px-6 py-3">
            <ul>
              {links.map((link) => (
                <li key={link.href}>
                  <ShopLink href={link.href} onClick={close} className="display flex min-h-12 items-center text-20">
                    {link.label}
                  </ShopLink>
                </li>
              ))}
            </ul>
            <ul className="mt-4 border-t border-line pt-4 text-14 text-muted">
              <li>
                <ShopLink href="/collections/all" onClick={close} className="flex min-h-11 items-center">
                  Everything in the shop
                </ShopLink>
              </li>
              <li>
                <ShopLink href="/search" onClick={close} className="flex min-h-11 items-center">
                  Search
                </ShopLink>
              </li>
            </ul>
          </nav>
        </div>
      </Sheet>
    </>
  )
}
