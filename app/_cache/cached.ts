/**
 * The one way to cache a read. The store's id is the first argument of every reader and the first part of every key, so
 * that no entry can answer for another store; tags come from lib/cache-tags.ts. Values travel as JSON: no dates, no
 * classes. Deliberately absent: request data, which may never decide what a cached page shows.
 */
import { unstable_cache } from 'next/cache'
import { cache } from 'react'
import { readStore, type Tx } from '@/db/store'

/** Seconds after which a cached page is made anew even when nobody expired its tags. */
export const STOREFRONT_MAX_AGE = 300

type Key = string | number | null

/**
 * A reader that asks the database once for each (store, arguments) until one of its tags expires or STOREFRONT_MAX_AGE
 * has passed; within one render it runs once.
 */
export function cached<Args extends Key[], Value>(
  name: string,
  tags: (storeId: number, ...args: Args) => string[],
  read: (tx: Tx, ...args: Args) => Promise<Value>,
): (storeId: number, ...args: Args) => Promise<Value> {
  return cache((storeId: number, ...args: Args) => {
    const key = JSON.stringify([name, storeId, ...args])
    const load = unstable_cache(() => readStore(storeId, (tx) => read(tx, ...args)), [key], {
      tags: tags(storeId, ...args),
      revalidate: STOREFRONT_MAX_AGE,
    })
    return load()
  })
}
