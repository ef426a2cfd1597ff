/**
 * What is known of the demo without its texts and pictures: ids, logins, hosts, and whether it is there. Every `npm start`
 * reads this; loading the rest costs seconds and is left to a seed that is due.
 */
import { readPlatform } from '@/db/platform'
import { memberships, stores, users } from '@/db/schema/stores'
import type { DemoStoreSlug } from './demo/types'

export const DEMO_PASSWORD = 'stoa-demo-2026'
export const DEMO_MERCHANTS = [
  { id: 1, email: 'maya@stoa.test', name: 'Maya Lindqvist', stores: ['harbor-books', 'kiln-and-clay'] },
  { id: 2, email: 'jonas@stoa.test', name: 'Jonas Keller', stores: ['kiln-and-clay'] },
]
export const OWNER_ID = 1
/** Runs the platform; owns no store. Sets up the second step at the first visit to /operator. */
export const DEMO_OPERATOR = { id: 3, email: 'operator@stoa.test', name: 'Olena Marsh' }
export const DEMO_PEOPLE = [...DEMO_MERCHANTS.map(({ id, email, name }) => ({ id, email, name })), DEMO_OPERATOR]

interface DemoStoreFacts {
  id: number
  slug: DemoStoreSlug
  currency: string
  plan: 'basic' | 'professional'
  stripeAccountId: string
  customDomain: string | null
  redirectToPrimary: boolean
}

export const DEMO_STORES: DemoStoreFacts[] = [
  {
    id: 1,
    slug: 'harbor-books',
    currency: 'USD',
    plan: 'professional',
    stripeAccountId: 'acct_demoharborbooks',
    customDomain: 'books.example.test',
    redirectToPrimary: false,
  },
  {
    id: 2,
    slug: 'kiln-and-clay',
    currency: 'EUR',
    plan: 'basic',
    stripeAccountId: 'acct_demokilnandclay',
    customDomain: null,
    redirectToPrimary: true,
  },
]

/** What tests, benchmarks and people need to use the demo; in the form of runtime.json. */
export function describeDemo() {
  return {
    merchants: DEMO_MERCHANTS.map(({ email, stores: slugs }) => ({ email, password: DEMO_PASSWORD, stores: slugs })),
    stores: DEMO_STORES.map(({ id, slug, customDomain, currency }) => ({ id, slug, customDomain, currency })),
    apiTokens: [],
    operators: [{ email: DEMO_OPERATOR.email, password: DEMO_PASSWORD }],
  }
}

/** True for an empty database, and for one where the demo's stores wait for their last step. */
export async function isDemoDue(): Promise<boolean> {
  const [there, members, people] = await readPlatform((tx) =>
    Promise.all([
      tx
        .select({ id: stores.id, slug: stores.slug })
        .from(stores)
        .limit(DEMO_STORES.length + 1),
      tx.select({ storeId: memberships.storeId }).from(memberships).limit(1),
      tx
        .select({ id: users.id, email: users.email })
        .from(users)
        .limit(DEMO_PEOPLE.length + 1),
    ]),
  )
  const isOurs =
    there.every(({ id, slug }) => DEMO_STORES.some((store) => store.id === id && store.slug === slug)) &&
    people.every(({ id, email }) => DEMO_PEOPLE.some((known) => known.id === id && known.email === email))
  return isOurs && members.length === 0
}
