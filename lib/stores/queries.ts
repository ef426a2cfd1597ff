/** Reads of the store that a transaction belongs to. */
import { and, eq } from 'drizzle-orm'
import { type StoreSettings, stores, type ThemeSettings, themes } from '@/db/schema/stores'
import type { Tx } from '@/db/store'
import { notFound } from '@/lib/errors'
import type { Plan, PlanStatus } from '@/lib/plans/table'

export interface StoreProfile {
  id: number
  slug: string
  name: string
  email: string
  plan: Plan
  status: 'active' | 'suspended' | 'closed'
  planStatus: PlanStatus
  currency: string
  locale: string
  taxInclusive: boolean
  taxShipping: boolean
  /** Who computes taxes: the store's own rates, or Stripe Tax on its account. */
  taxProvider: 'rates' | 'stripe_tax'
  primaryDomain: string | null
  redirectToPrimary: boolean
  stripeAccountId: string | null
  chargesEnabled: boolean
  settings: StoreSettings
  theme: ThemeSettings
}

/** What a store looks like before its merchant has chosen anything. */
export const PLAIN_THEME: ThemeSettings = {
  preset: 'plain',
  colors: {
    surface: '#ffffff',
    raised: '#f6f6f4',
    line: '#e4e3df',
    text: '#1c1b19',
    muted: '#66635c',
    accent: '#1c1b19',
    accentText: '#ffffff',
  },
}

/** Name, money, status and main theme of the transaction's store, in one query. @throws not_found */
export async function getStoreProfile(tx: Tx): Promise<StoreProfile> {
  const rows = await tx
    .select({
      id: stores.id,
      slug: stores.slug,
      name: stores.name,
      email: stores.email,
      plan: stores.plan,
      status: stores.status,
      planStatus: stores.planStatus,
      currency: stores.currency,
      locale: stores.locale,
      taxInclusive: stores.taxInclusive,
      taxShipping: stores.taxShipping,
      taxProvider: stores.taxProvider,
      primaryDomain: stores.primaryDomain,
      redirectToPrimary: stores.redirectToPrimary,
      stripeAccountId: stores.stripeAccountId,
      chargesEnabled: stores.chargesEnabled,
      settings: stores.settings,
      theme: themes.settings,
    })
    .from(stores)
    .leftJoin(themes, and(eq(themes.storeId, stores.id), eq(themes.role, 'main')))
    .where(eq(stores.id, tx.storeId))
    .limit(1)
  const row = rows[0]
  if (!row) throw notFound('This store')
  return { ...row, theme: row.theme ?? PLAIN_THEME }
}
