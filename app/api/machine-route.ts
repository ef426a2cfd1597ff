/**
 * Routes that only machines call, on the platform's host or this server's own socket: Stripe's webhooks, Inngest. Middleware
 * does not run for them (it would copy each body twice), so what it sees to elsewhere is seen to here: on a store's host
 * there is nothing by any method, and every answer carries a request id and a policy.
 */
import { NextRequest } from 'next/server'
import { readText } from '@/app/_actions/json'
import { DomainError } from '@/lib/errors'
import { unknownPath } from '@/lib/tenancy/answers'
import { tenancyConfig } from '@/lib/tenancy/config'
import { POLICY_HEADER, pagePolicy } from '@/lib/tenancy/content-policy'
import { classifyHost } from '@/lib/tenancy/host'
import { REQUEST_ID_HEADER, requestIdOf } from '@/lib/tenancy/request-headers'
import { requestHost } from '@/lib/tenancy/request-host'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof METHODS)[number]
type Handler<R extends Request, C> = (request: R, context: C) => Promise<Response>

/** The methods to export from a route: those of `handlers`; 405 for the others, and 404 for all where nothing is. */
export function machineRoute<R extends Request, C>(
  handlers: Partial<Record<Exclude<Method, 'HEAD'>, Handler<R, C>>>,
): Record<Method, Handler<R, C>> {
  const handlerOf = (method: Method) => handlers[method === 'HEAD' ? 'GET' : method]
  const allow = METHODS.filter(handlerOf).join(', ')
  const notAllowed = async () => new Response(null, { status: 405, headers: { allow } })
  const guarded = (handler: Handler<R, C>) => async (request: R, context: C) => {
    const config = tenancyConfig()
    const { host, internal } = await requestHost(request.headers, config)
    const requestId = requestIdOf(request.headers, config)
    if (!internal && (host === null || classifyHost(host, config).kind !== 'platform')) {
      const { body, ...init } = unknownPath({ json: true, requestId })
      return new Response(body, init)
    }
    const answer = await handler(request, context)
    answer.headers.set(REQUEST_ID_HEADER, requestId)
    answer.headers.set(POLICY_HEADER, pagePolicy('data', false, config).value)
    return answer
  }
  const all = METHODS.map((method) => [method, guarded(handlerOf(method) ?? notAllowed)] as const)
  return Object.fromEntries(all) as Record<Method, Handler<R, C>>
}

/** For a handler that reads its body itself, whole: 413 for one larger than `maxBytes`, said or found. */
export function bounded<C>(maxBytes: number, handler: Handler<NextRequest, C>): Handler<NextRequest, C> {
  const tooLarge = () => Response.json({ error: { code: 'invalid_request', message: 'Too large.' } }, { status: 413 })
  return async (request, context) => {
    const length = request.headers.get('content-length')
    if (length !== null) return Number(length) > maxBytes ? tooLarge() : handler(request, context)
    try {
      const { url, method, headers } = request
      const body = await readText(request, maxBytes)
      return handler(new NextRequest(url, { method, headers, body }), context)
    } catch (error) {
      if (error instanceof DomainError) return tooLarge()
      throw error
    }
  }
}
