/**
 * The edge of every JSON route: one error shape, one way to read a body, one rule against foreign pages.
 * Errors are `{error:{code,message,fields?,...details}}` with the request id in X-Request-Id; what went wrong inside is in
 * the log under that id and never in the answer.
 */
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { DomainError, ERROR_STATUS, type FieldErrors } from '@/lib/errors'
import { log } from '@/lib/log'
import { REQUEST_ID_HEADER } from '@/lib/tenancy/request-headers'
import { isSameOrigin, saysWhereFrom } from './same-origin'

export const MAX_BODY_BYTES = 64 * 1024
const MAX_JSON_DEPTH = 32
const BUSY_RETRY_SECONDS = 2

type Handler<Context> = (request: Request, context: Context) => Promise<Response>

/**
 * Wraps a route handler: DomainErrors become their answers, anything else a logged 500, a database that is busy or gone a 503. What the
 * handler does not declare cacheable is not.
 */
export function jsonRoute<Context = unknown>(handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    const requestId = request.headers.get(REQUEST_ID_HEADER) ?? crypto.randomUUID()
    let response: Response
    try {
      response = await handler(request, context)
    } catch (error) {
      unstable_rethrow(error)
      response = errorResponse(error, requestId)
    }
    // A copy: the headers of Response.redirect() and of fetched answers cannot be changed.
    const answer = new Response(response.body, response)
    answer.headers.set(REQUEST_ID_HEADER, requestId)
    if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', 'private, no-store')
    return answer
  }
}

/**
 * The request's JSON, checked. @throws invalid_request with a message for each field; also for a body that is not
 * `application/json`, larger than `maxBytes`, or nested deeper than MAX_JSON_DEPTH.
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes = MAX_BODY_BYTES,
): Promise<z.output<Schema>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new DomainError('invalid_request', 'Send the body as JSON, with Content-Type: application/json.')
  }
  const text = await readText(request, maxBytes)
  if (depthOf(text) > MAX_JSON_DEPTH) {
    throw new DomainError('invalid_request', `The body is nested deeper than ${MAX_JSON_DEPTH} levels.`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new DomainError('invalid_request', 'The body is not valid JSON.')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields: FieldErrors = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message
  throw new DomainError('invalid_request', 'Some fields are missing or not right.', { fields })
}

/** What a page of another site can send without asking first. A body of any other kind it cannot. */
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(;|$)/i

/** For routes that the shop's own pages alone call. @throws forbidden also when nothing says where it came from */
export function requireSameOrigin(from: Headers): void {
  if (isSameOrigin(from)) return
  throw new DomainError('forbidden', 'This request did not come from a page of this host.')
}

/**
 * For the routes that the outside contract gives to clients of every kind: refuses what a browser sends from another site's
 * page. What names no page at all is let in unless it is a form: a client that is no browser holds nobody's cookies but its
 * own, and a browser, however old, sends JSON to its own site only.
 * @throws forbidden
 */
export function requireNoForeignPage(from: Headers): void {
  const isNoPage = !saysWhereFrom(from) && !FORM_TYPES.test(from.get('content-type') ?? '')
  if (!isNoPage) requireSameOrigin(from)
}

/** The body as text, given up as soon as it is longer than `maxBytes`. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const reader = request.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder('utf-8')
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel()
      throw new DomainError('invalid_request', `The body is larger than ${maxBytes} bytes.`)
    }
    text += decoder.decode(value, { stream: true })
  }
}

function errorResponse(error: unknown, requestId: string): Response {
  if (error instanceof DomainError) {
    const { code, message, fields, details, status, retryAfter } = error
    const body = { ...details, code, message, ...(fields ? { fields } : {}) }
    return failure(body, status, retryAfter)
  }
  if (error instanceof Error && ['DatabaseBusyError', 'ConnectionLostError'].includes(error.name)) {
    log.warn({ requestId, err: error }, 'the database could not be reached')
    const body = { code: 'unavailable', message: 'We are busy right now. Please try again in a moment.' }
    return failure(body, ERROR_STATUS.unavailable, BUSY_RETRY_SECONDS)
  }
  log.error({ err: error, requestId }, 'a JSON route failed')
  return failure({ code: 'internal', message: 'Something went wrong on our side. Please try again.' }, 500)
}

function failure(error: Record<string, unknown>, status: number, retryAfter?: number): Response {
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (retryAfter !== undefined) headers.set('retry-after', String(Math.max(1, Math.ceil(retryAfter))))
  return Response.json({ error }, { status, headers })
}

/** Depth of brackets outside strings: parsing is not needed to refuse a body made to exhaust the stack. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const token of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[{]|[\]}]/gs)) {
    if (token[0] === '[' || token[0] === '{') deepest = Math.max(deepest, ++depth)
    else if (token[0] === ']' || token[0] === '}') depth--
  }
  return deepest
}
