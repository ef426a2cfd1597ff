/**
 * store.json: the shop's settings, look, shipping and taxes. No secret is in it: no password, token, key or account of Stripe,
 * and of what the platform keeps about the store (plan, limits) nothing.
 */
import { asc, eq } from 'drizzle-orm'
import { customDomains } from '@/db/schema/hosts'
import { stores } from '@/db/schema/stores'
import { readStore, type Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { listMailSettings } from '@/lib/notifications/settings'
import { listShippingZones } from '@/lib/shipping/queries'
import { getStoreProfile } from '@/lib/stores/queries'
import { listTaxRates } from '@/lib/tax/queries'
import type { ExportFile } from './file'

const DOMAINS_MAX = 250

export const settingsFile: ExportFile = {
  name: 'store.json',
  noun: 'settings',
  contentType: 'application/json; charset=utf-8',
  async *read(shop, signal) {
    signal.throwIfAborted()
    const settings = await readStore(shop.storeId, readSettings)
    const head = { format: 'stoa-store', version: 1, exportedAt: now().toISOString() }
    yield { text: `${JSON.stringify({ ...head, ...settings }, null, 2)}\n`, count: 1 }
  },
}

async function readSettings(tx: Tx) {
  const { slug, name, email, currency, locale, taxInclusive, taxShipping, taxProvider, settings, theme } =
    await getStoreProfile(tx)
  const [[place], domains, shippingZones, rates, mails] = await Promise.all([
    tx
      .select({ country: stores.country, timeZone: stores.timeZone, createdAt: stores.createdAt })
      .from(stores)
      .where(eq(stores.id, tx.storeId))
      .limit(1),
    tx
      .select({ domain: customDomains.domain, verifiedAt: customDomains.verifiedAt })
      .from(customDomains)
      .where(eq(customDomains.storeId, tx.storeId))
      .orderBy(asc(customDomains.domain))
      .limit(DOMAINS_MAX),
    listShippingZones(tx),
    listTaxRates(tx),
    listMailSettings(tx),
  ])
  return {
    store: { slug, name, email, currency, locale, ...place, domains, settings },
    theme,
    taxes: { inclusive: taxInclusive, onShipping: taxShipping, provider: taxProvider, rates },
    shippingZones: shippingZones.map(({ id: _, rates, ...zone }) => ({
      ...zone,
      rates: rates.map(({ id: __, ...rate }) => rate),
    })),
    mails: Object.fromEntries(mails),
  }
}
