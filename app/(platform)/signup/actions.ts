'use server'
/** Signing up: the account, then its first session. */
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { failureOf, parseInput, refuseForeignOrigin } from '@/app/_actions/merchant-action'
import { signIn } from '@/app/_auth/auth'
import { limitSignUp } from '@/app/_auth/login-limit'
import { DomainError, type FieldErrors } from '@/lib/errors'
import { signUp } from '@/lib/users/commands'
import { signUpSchema } from '@/lib/users/types'

export interface SignUpState {
  name: string
  email: string
  message?: string
  fields?: FieldErrors
}

export async function createAccount(_before: SignUpState, form: FormData): Promise<SignUpState> {
  const typed = { name: String(form.get('name') ?? ''), email: String(form.get('email') ?? '') }
  try {
    await refuseForeignOrigin()
    const password = String(form.get('password') ?? '')
    const input = parseInput(signUpSchema, { ...typed, password })
    const limit = await limitSignUp(await headers())
    if (!limit.ok) throw new DomainError('rate_limited', 'Many people are signing up just now. Try again in a minute.')
    await signUp(input)
    await signIn('credentials', { email: input.email, password, redirect: false })
  } catch (error) {
    const { message, fields } = failureOf(error)
    return { ...typed, fields, message: fields ? undefined : message }
  }
  redirect('/stores')
}
