'use server'
/** Opening a store, and telling beforehand whether an address is free. */
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { failureOf, parseInput, refuseForeignOrigin } from '@/app/_actions/merchant-action'
import { isSameOrigin } from '@/app/_actions/same-origin'
import { currentUser } from '@/app/_auth/session'
import { MINUTE } from '@/lib/clock'
import { DomainError, type FieldErrors } from '@/lib/errors'
import { rateLimit } from '@/lib/rate-limit/limit'
import { createStore, isSlugFree } from '@/lib/stores/commands'
import { slugProblem } from '@/lib/stores/rules'
import { newStoreSchema } from '@/lib/stores/types'

export interface NewStoreState {
  values: { name: string; slug: string; country: string; currency: string }
  message?: string
  fields?: FieldErrors
}

export async function openStore(_before: NewStoreState, form: FormData): Promise<NewStoreState> {
  const read = (name: string) => String(form.get(name) ?? '')
  const values = { name: read('name'), slug: read('slug'), country: read('country'), currency: read('currency') }
  let slug: string
  try {
    await refuseForeignOrigin()
    const user = await currentUser()
    if (!user) throw new DomainError('unauthorized', 'Your session has ended. Log in again to continue.')
    slug = (await createStore({ ...parseInput(newStoreSchema, values), ownerId: user.id })).slug
  } catch (error) {
    const { message, fields } = failureOf(error)
    return { values, fields, message: fields ? undefined : message }
  }
  redirect(`/admin/${slug}`)
}

const SLUG_CHECKS = { limit: 60, windowMs: MINUTE, failClosed: false }

/** Whether the address could be had now. A hint for the form; opening the store decides. */
export async function checkSlug(slug: string): Promise<{ free: boolean; problem: string | null } | null> {
  if (!isSameOrigin(await headers())) return null
  const user = await currentUser()
  if (!user || typeof slug !== 'string') return null
  const problem = slugProblem(slug)
  if (problem) return { free: false, problem }
  const limit = await rateLimit(`slug:${user.id}`, SLUG_CHECKS)
  if (!limit.ok) return null
  const free = await isSlugFree(slug)
  return { free, problem: free ? null : 'This address is taken. Choose another one.' }
}
