/** The frame of the operators' rooms. It asks at the door in order to draw itself; each page and action asks again. */
import type { ReactNode } from 'react'
import { requireOperator } from '@/app/_auth/operator'
import { Frame } from '@/app/_ui/frame'
import { Logo } from '@/app/_ui/logo'
import { UserMenu } from '@/app/_ui/user-menu'
import { OperatorRail } from '../_ui/operator-rail'

export default async function RoomLayout({ children }: { children: ReactNode }) {
  const { user } = await requireOperator()
  return (
    <Frame
      head={
        <span className="flex h-11 items-center gap-2 px-2">
          <Logo />
          <span className="text-13 text-muted">Operator</span>
        </span>
      }
      rail={<OperatorRail />}
      title="Operator"
      tools={<UserMenu user={{ name: user.name, email: user.email }} />}
    >
      {children}
    </Frame>
  )
}
