/** A store's own addresses, from configuration and never from a request: what links and e-mails are built with. */
import { schemeOf } from '@/lib/scheme'
import { type TenancyConfig, tenancyConfig } from './config'
import { portSuffix } from './host'

interface Addressed {
  slug: string
  primaryDomain: string | null
}

type Config = Pick<TenancyConfig, 'storesAddress'>

/** The primary host, with the port where configuration has one: `books.example`, `harbor-books.localhost:3000`. */
export function storeHost({ slug, primaryDomain }: Addressed, config: Config = tenancyConfig()): string {
  return primaryDomain ? `${primaryDomain}${portSuffix(config.storesAddress)}` : `${slug}.${config.storesAddress}`
}

/** Scheme and primary host, without a trailing slash. */
export function storeOrigin(store: Addressed, config: Config = tenancyConfig()): string {
  const host = storeHost(store, config)
  return `${schemeOf(host)}://${host}`
}
