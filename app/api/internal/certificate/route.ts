/**
 * May the proxy in front get a certificate for this name? Caddy's `ask` of on-demand TLS: 200 yes, anything else no. Reached
 * on this server's own socket alone (middleware).
 */
import { mayHaveCertificate } from '@/lib/domains/may-have-certificate'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  const domain = new URL(request.url).searchParams.get('domain') ?? ''
  try {
    return answer((await mayHaveCertificate(domain)) ? 200 : 404)
  } catch {
    // Nobody could say whose it is: no certificate now, and the proxy asks again.
    return answer(503)
  }
}

function answer(status: number): Response {
  return new Response(null, { status, headers: { 'cache-control': 'no-store' } })
}
