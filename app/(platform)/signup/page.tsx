/** Sign-up: an account first, its first store on the next page. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { currentUser } from '@/app/_auth/session'
import { Entrance } from '../_ui/entrance'
import { SignUpForm } from './sign-up-form'

export const metadata: Metadata = { title: 'Create an account' }

export default async function SignUpPage() {
  if (await currentUser()) redirect('/stores')
  return (
    <Entrance
      title="Create an account"
      lead="Your first store is one step further."
      foot={
        <>
          Have an account?{' '}
          <Link href="/login" className="font-medium text-text underline underline-offset-4">
            Log in
          </Link>
        </>
      }
    >
      <SignUpForm />
    </Entrance>
  )
}
