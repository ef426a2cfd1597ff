'use client'
/** What else can be done with an order: its papers, and another one like it. */
import { Menu } from '@base-ui/react/menu'
import { CopyPlus, MoreHorizontal, Printer } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { menuItemLook, menuLook } from '@/app/_ui/menu-look'
import { duplicate } from '../drafts/actions'

interface Props {
  slug: string
  orderId: number
  mayWrite: boolean
}

export function MoreMenu({ slug, orderId, mayWrite }: Props) {
  const [pending, start] = useTransition()
  const router = useRouter()
  const base = `/admin/${slug}/orders`
  const copy = () =>
    start(async () => {
      const result = await duplicate(slug, { orderId })
      if (result.ok) router.push(`${base}/drafts/${result.data.id}`)
      else toast.error(result.fields?.cart ?? result.message)
    })
  return (
    <Menu.Root>
      <Menu.Trigger render={<Button disabled={pending} />}>
        More
        <MoreHorizontal aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="z-50 outline-none">
          <Menu.Popup className={`${menuLook} w-56`}>
            <PaperItem label="Print packing slip" href={`${base}/${orderId}/print/packing-slip`} />
            <PaperItem label="Print invoice" href={`${base}/${orderId}/print/invoice`} />
            {mayWrite ? (
              <Menu.Item className={menuItemLook} onClick={copy}>
                <CopyPlus aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
                Duplicate as draft
              </Menu.Item>
            ) : null}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function PaperItem({ label, href }: { label: string; href: string }) {
  return (
    <Menu.LinkItem render={<Link href={href} />} className={menuItemLook}>
      <Printer aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
      {label}
    </Menu.LinkItem>
  )
}
