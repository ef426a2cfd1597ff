/**
 * The store of a page that shows something private. The path's word is not enough: the host is resolved again and has to
 * agree.
 */
import { notFound } from 'next/navigation'
import { type StoreContext, storeContext } from '@/app/_auth/store-context'
import { DomainError } from '@/lib/errors'

/** The store that both the path and the request's host name; 404 when they differ. */
export async function privateStore(params: { store: string }): Promise<StoreContext> {
  try {
    return await storeContext(params.store)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
}
