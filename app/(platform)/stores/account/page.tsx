/** Who one is on this platform: the password, and where one is logged in. */
import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireUser } from '@/app/_auth/session'
import { Logo } from '@/app/_ui/logo'
import { PasswordForm, SessionsForm } from './account-forms'

export const metadata: Metadata = { title: 'Password and sessions' }

export default async function AccountPage({ searchParams }: { searchParams: Promise<{ changed?: string }> }) {
  const user = await requireUser('/stores/account')
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-xl flex-col px-6 py-8">
      <Link href="/" className="self-start rounded-sm">
        <Logo />
      </Link>
      <main className="mt-[6vh] space-y-4 pb-16">
        <Link href="/stores" className="inline-flex items-center gap-1 rounded-sm text-13 text-muted hover:text-text">
          <ArrowLeft aria-hidden size={14} strokeWidth={1.75} />
          Your stores
        </Link>
        <h1 className="font-semibold text-25 tracking-tight">{user.name}</h1>
        <p className="text-muted">{user.email}</p>
        <PasswordForm changed={(await searchParams).changed !== undefined} />
        <SessionsForm />
      </main>
    </div>
  )
}
