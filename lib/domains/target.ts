/** Where merchants' domains have to point, from configuration: to Vercel, to what the operator names, or to the stores' domain. */
import { env } from '@/lib/env'
import { schemeOf } from '@/lib/scheme'
import { canonicalHost } from '@/lib/tenancy/host'
import { storeHost } from '@/lib/tenancy/store-hosts'

export interface Target {
  /** For a name below a registered domain. */
  cname: string
  /** For a registered domain itself, which cannot have a CNAME; [] where only `cname`'s own addresses say it. */
  addresses: string[]
  /** Whose certificates this platform gets, as CAA records name them. */
  authorities: string[]
}

/** As Vercel's documentation names them. */
const VERCEL: Target = {
  cname: 'cname.vercel-dns.com',
  addresses: ['76.76.21.21'],
  authorities: ['letsencrypt.org'],
}
/** Caddy's two, of which it uses the one that lets it. */
const ON_DEMAND_AUTHORITIES = ['letsencrypt.org', 'sectigo.com']

export function domainTarget(): Target {
  const { STOA_CNAME_TARGET, STOA_A_RECORDS, STORES_DOMAIN, VERCEL_TOKEN } = env()
  const given = STOA_A_RECORDS?.split(',').map((address) => address.trim())
  if (VERCEL_TOKEN) {
    return { ...VERCEL, cname: STOA_CNAME_TARGET ?? VERCEL.cname, addresses: given ?? VERCEL.addresses }
  }
  const stores = canonicalHost(STORES_DOMAIN) ?? 'localhost'
  const here = /(^|\.)localhost$/.test(stores) ? ['127.0.0.1', '::1'] : []
  return {
    cname: STOA_CNAME_TARGET ?? `shops.${stores}`,
    addresses: given ?? here,
    authorities: ON_DEMAND_AUTHORITIES,
  }
}

/** Whether visitors reach the domain by https: everywhere but on a developer's machine. */
export function needsCertificate(domain: string): boolean {
  return schemeOf(storeHost({ slug: '', primaryDomain: domain })) === 'https' || Boolean(env().VERCEL_TOKEN)
}
