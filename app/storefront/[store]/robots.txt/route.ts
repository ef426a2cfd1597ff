/** What crawlers may read: the shop, not the cart, the checkout, orders or endless orders of a listing. */
import { storeProfile } from '@/app/_cache/storefront'
import { storeIdOf } from '@/app/storefront/_ui/params'
import { storeOrigin } from '@/lib/tenancy/store-hosts'

export const dynamic = 'force-static'
export const revalidate = 3600
export function generateStaticParams() {
  return []
}

const DISALLOWED = ['/cart', '/orders', '/checkout', '/account', '/search', '/collections/*sort_by*', '/api/']

export async function GET(_request: Request, { params }: { params: Promise<{ store: string }> }) {
  const profile = await storeProfile(storeIdOf(await params))
  const lines = [
    'User-agent: *',
    ...DISALLOWED.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${storeOrigin(profile)}/sitemap.xml`,
    '',
  ]
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
