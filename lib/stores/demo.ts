/** The two seeded shops, for the landing page: shown where they exist, not invented where they do not. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'

const DEMO_SLUGS = ['harbor-books', 'kiln-and-clay']

export interface DemoShop {
  slug: string
  name: string
  currency: string
  primaryDomain: string | null
}

/** The demo stores of this installation, at most two. */
export function listDemoShops(): Promise<DemoShop[]> {
  return readPlatform((tx) =>
    tx
      .select({
        slug: stores.slug,
        name: stores.name,
        currency: stores.currency,
        primaryDomain: stores.primaryDomain,
      })
      .from(stores)
      .where(and(inArray(stores.slug, DEMO_SLUGS), eq(stores.status, 'active')))
      .orderBy(asc(stores.slug))
      .limit(DEMO_SLUGS.length),
  )
}
