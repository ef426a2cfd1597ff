'use client'
/** The mails of an order that can be sent once more. */
import { Menu } from '@base-ui/react/menu'
import { Mail } from 'lucide-react'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { menuItemLook, menuLook } from '@/app/_ui/menu-look'
import type { RepeatableMail } from '@/lib/orders/request-mail'
import { sendAgain } from './note-actions'

export interface MailChoice {
  label: string
  mail: RepeatableMail
  subjectId: number | null
}

interface Props {
  slug: string
  orderId: number
  email: string
  choices: MailChoice[]
}

export function SendMailAgain({ slug, orderId, email, choices }: Props) {
  const [pending, start] = useTransition()
  const send = ({ mail, subjectId }: MailChoice) =>
    start(async () => {
      const result = await sendAgain(slug, { orderId, mail, subjectId })
      if (result.ok) toast.success(`On its way to ${email}`)
      else toast.error(result.message)
    })
  return (
    <Menu.Root>
      <Menu.Trigger render={<Button tone="plain" disabled={pending} />}>
        <Mail aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
        {pending ? 'Sending…' : 'Send mail again'}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="z-50 outline-none">
          <Menu.Popup className={`${menuLook} min-w-60`}>
            {choices.map((choice) => (
              <Menu.Item
                key={`${choice.mail}${choice.subjectId}`}
                className={menuItemLook}
                onClick={() => send(choice)}
              >
                {choice.label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
