/** Log-in. Whoever is logged in already goes on to where they were heading. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { safeNextPath } from '@/app/_auth/next-path'
import { currentUser } from '@/app/_auth/session'
import { Entrance } from '../_ui/entrance'
import { LoginForm } from './login-form'

export const metadata: Metadata = { title: 'Log in' }

export default async function LoginPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safeNextPath((await searchParams).next)
  if (await currentUser()) redirect(next)
  return (
    <Entrance
      title="Log in"
      lead="Welcome back to your shop."
      foot={
        <>
          New here?{' '}
          <Link href="/signup" className="font-medium text-text underline underline-offset-4">
            Create an account
          </Link>
        </>
      }
    >
      <LoginForm next={next} />
    </Entrance>
  )
}
