'use client'
/** What can be done with a view of the team: another name, or away with it. */
import { Menu } from '@base-ui/react/menu'
import { MoreHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { IconButton } from '@/app/_ui/button'
import { Dialog } from '@/app/_ui/dialog'
import { menuItemLook, menuLook } from '@/app/_ui/menu-look'
import { NameForm } from './name-form'
import { removeView, renameView } from './view-actions'

interface Props {
  slug: string
  id: number
  name: string
  /** The list without a view. */
  base: string
}

export function ViewMenu({ slug, id, name, base }: Props) {
  const [renaming, setRenaming] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const router = useRouter()
  const rename = (text: string) =>
    start(async () => {
      const result = await renameView(slug, { id, name: text })
      if (!result.ok) return setProblem(result.fields?.name ?? result.message)
      toast.success('View renamed')
      setRenaming(false)
    })
  const remove = () =>
    start(async () => {
      const result = await removeView(slug, { id })
      if (!result.ok) return void toast.error(result.message)
      toast.success(`View “${name}” deleted`)
      router.push(base)
    })
  return (
    <>
      <Menu.Root>
        <Menu.Trigger render={<IconButton label={`View ${name}`} disabled={pending} />}>
          <MoreHorizontal aria-hidden size={16} strokeWidth={1.75} />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner sideOffset={6} align="end" className="z-50 outline-none">
            <Menu.Popup className={`${menuLook} w-44`}>
              <Menu.Item className={menuItemLook} onClick={() => setRenaming(true)}>
                Rename
              </Menu.Item>
              <Menu.Item className={`${menuItemLook} text-critical`} onClick={remove}>
                Delete
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <Dialog open={renaming} onOpenChange={setRenaming} title="Rename this view">
        <NameForm name={name} label="Rename" problem={problem} pending={pending} onSubmit={rename} />
      </Dialog>
    </>
  )
}
