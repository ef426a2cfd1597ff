/** Whose host is this? Asked by this deployment's own edge, which proves itself; a 404 to everyone else. */
import { tenancyConfig } from '@/lib/tenancy/config'
import { RESOLVER_HEADER, resolverQuestion } from '@/lib/tenancy/edge-resolver'
import { canonicalHost, isStoreSlug, type StoreAddress } from '@/lib/tenancy/host'
import { lookupStore } from '@/lib/tenancy/lookup'
import { isProven } from '@/lib/tenancy/proof'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  const address = readAddress(new URL(request.url).searchParams)
  const proof = request.headers.get(RESOLVER_HEADER)
  if (!address || !(await isProven(tenancyConfig().secret, 'resolver', resolverQuestion(address), proof))) {
    return new Response(null, { status: 404 })
  }
  return Response.json({ store: await lookupStore(address) }, { headers: { 'cache-control': 'no-store' } })
}

function readAddress(params: URLSearchParams): StoreAddress | null {
  const slug = params.get('slug')
  if (slug !== null) return isStoreSlug(slug) ? { kind: 'subdomain', slug } : null
  const domain = params.get('domain')
  return domain !== null && canonicalHost(domain) === domain ? { kind: 'custom', domain } : null
}
