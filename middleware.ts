/** host -> store -> rewritten path, at the edge. The body is lib/tenancy/route.ts; this file only speaks Next. */
import { type NextRequest, NextResponse } from 'next/server'
import { tenancyConfig } from '@/lib/tenancy/config'
import { edgeResolver } from '@/lib/tenancy/edge-resolver'
import { REQUEST_ID_HEADER } from '@/lib/tenancy/request-headers'
import { route } from '@/lib/tenancy/route'

export async function middleware(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl
  const incoming = { method: request.method, pathname, search, headers: request.headers }
  const decision = await route(incoming, tenancyConfig(), edgeResolver())
  switch (decision.kind) {
    case 'answer': {
      const { body, status, headers } = decision.answer
      return new NextResponse(body, { status, headers })
    }
    case 'redirect':
      return NextResponse.redirect(decision.location, {
        status: decision.passing ? 307 : 308,
        // A browser would keep it for ever, and go on to a domain that the merchant has removed since.
        headers: { [REQUEST_ID_HEADER]: decision.requestId, 'cache-control': 'private, no-store' },
      })
    case 'rewrite': {
      const url = request.nextUrl.clone()
      url.pathname = decision.pathname
      url.search = decision.search
      return NextResponse.rewrite(url, {
        request: { headers: decision.headers },
        headers: decision.answerHeaders,
      })
    }
  }
}

/** Build output and the project's own pictures belong to no store. */
export const config = {
  matcher: [
    '/((?!api/inngest$|api/webhooks/stripe(?:-connect)?$|_next/static/|_next/image$|assets/|favicon\\.ico$).*)',
  ],
}
