/** The frame of log-in and sign-up: the mark, one card, one way to the other page. */
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Logo } from '@/app/_ui/logo'

export function Entrance({
  title,
  lead,
  children,
  foot,
}: {
  title: string
  lead: string
  children: ReactNode
  foot: ReactNode
}) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col px-6 pt-[max(2rem,12vh)] pb-12">
      <Link href="/" className="self-start rounded-sm">
        <Logo />
      </Link>
      <h1 className="mt-10 font-semibold text-25 tracking-tight">{title}</h1>
      <p className="mt-1.5 text-16 text-muted">{lead}</p>
      <div className="mt-8">{children}</div>
      <p className="mt-8 text-14 text-muted">{foot}</p>
    </main>
  )
}
