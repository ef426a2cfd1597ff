/** Reading what middleware wrote into the path. */
import { notFound } from 'next/navigation'
import { mayBeHandle } from '@/lib/catalog/rules'

/** The store's id from the path's first segment; anything but a positive integer is 404. */
export function storeIdOf(params: { store: string }): number {
  if (!/^[1-9]\d{0,15}$/.test(params.store)) notFound()
  return Number(params.store)
}

/** A handle as it stands in the database: percent-decoded, lower case. What can be no handle is 404 without a look. */
export function handleOf(segment: string): string {
  const handle = decoded(segment)?.toLowerCase()
  if (handle === undefined || !mayBeHandle(handle)) notFound()
  return handle
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
