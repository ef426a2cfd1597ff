/** The shell of the two pages of the second step: one column, one thing to do, and the way out. */
import type { ReactNode } from 'react'
import { logOut } from '@/app/_auth/sign-out'
import { Button } from '@/app/_ui/button'
import { Logo } from '@/app/_ui/logo'

interface Props {
  title: string
  lead: string
  email: string
  children: ReactNode
}

export function StepPage({ title, lead, email, children }: Props) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col px-6 pt-[max(2rem,8vh)] pb-12">
      <Logo />
      <main>
        <h1 className="mt-8 font-semibold text-25 tracking-tight">{title}</h1>
        <p className="mt-1.5 text-16 text-muted">{lead}</p>
        <div className="mt-6 space-y-6">{children}</div>
      </main>
      <form action={logOut} className="mt-8 flex items-center gap-2 text-13 text-muted">
        <span className="min-w-0 truncate">{email}</span>
        <Button type="submit" tone="plain">
          Sign out
        </Button>
      </form>
    </div>
  )
}
