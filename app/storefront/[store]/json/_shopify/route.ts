/** The edge of the Ajax cart's routes: no foreign page, store from the host, never cached, Shopify's form of a refusal. */
import { jsonRoute, requireNoForeignPage } from '@/app/_actions/json'
import { storeContext } from '@/app/_auth/store-context'
import { DomainError } from '@/lib/errors'

interface StoreRoute {
  params: Promise<{ store: string }>
}

type CartHandler = (request: Request, storeId: number) => Promise<unknown>

/** A route that answers `handler`'s value as JSON. */
export function cartRoute(handler: CartHandler) {
  return jsonRoute<StoreRoute>(async (request, { params }) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') requireNoForeignPage(request.headers)
    const { storeId } = await storeContext((await params).store)
    try {
      return answer(await handler(request, storeId))
    } catch (error) {
      if (error instanceof DomainError && error.code === 'out_of_stock') return shortage(error)
      throw error
    }
  })
}

/** Themes expect 422 with `description` where too little is left. */
function shortage({ code, message, fields, details }: DomainError): Response {
  const error = { ...details, code, message, ...(fields && { fields }) }
  return answer({ status: 422, message: 'Cart Error', description: message, error }, 422)
}

function answer(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
}
