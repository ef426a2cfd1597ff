'use server'
/** What an operator does to one store: closing it to shoppers, opening it again, and looking into its desk. */
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { operatorAction } from '@/app/_actions/operator-action'
import { DomainError } from '@/lib/errors'
import { KvUnavailableError } from '@/lib/kv'
import { startImpersonation } from '@/lib/operators/impersonation'
import { reasonSchema } from '@/lib/operators/inputs'
import { suspendStore } from '@/lib/operators/suspend-store'

const schema = z.object({ slug: z.string().max(63), suspended: z.boolean(), reason: reasonSchema })

export const setStoreSuspended = operatorAction(schema, async (by, { slug, suspended, reason }) => {
  try {
    await suspendStore(by, slug, suspended, reason)
  } catch (error) {
    if (!(error instanceof KvUnavailableError)) throw error
    const message = 'It is set, but the caches did not answer: some visitors see the old state for half a minute.'
    throw new DomainError('unavailable', message)
  } finally {
    refresh()
  }
  return null
})

const visit = z.object({ storeId: z.int().positive(), reason: reasonSchema })

export const visitStore = operatorAction(visit, async (by, { storeId, reason }) => {
  const { slug } = await startImpersonation(by, storeId, reason)
  redirect(`/admin/${slug}`)
})
