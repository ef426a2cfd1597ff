/**
 * One request of the API: key, account, fault, idempotency, execution, answer, in this order.
 *
 * Invariant: an answer is sent only after everything it speaks of is kept, together with the answer itself when the
 * request carries an idempotency key. A request that was cut off after it arrived is executed all the same.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { readBody } from '../http'
import { ensureAccount } from './accounts'
import { invalid, StripeFailure, unauthorised } from './errors'
import { expanded } from './expand'
import type { Faults, StripeFault } from './faults'
import { parseForm } from './form'
import { fingerprintOf, type IdempotencyKeys } from './idempotency'
import { newId } from './ids'
import { Params } from './params'
import { findRoute } from './router'
import { API_VERSION, PLATFORM, type State } from './state'

const MAX_BODY_BYTES = 256 * 1024
/** A request that a fault lets hang is dropped after this. */
const HANG_MS = 600_000

export interface Api {
  state: State
  faults: Faults
  keys: IdempotencyKeys
  secretKey: string
  baseUrl: string
  /** Called when something was kept that may have to be delivered. */
  onChange(): void
}

interface ApiRequest {
  id: string
  method: string
  path: string
  /** The body of a POST, else the query. */
  text: string
  account: string
  /** Account and key, or null. */
  key: string | null
}

interface Answer {
  status: number
  body: string
  /** The request whose kept answer this is. */
  replayOf?: string
}

export async function answerApi(api: Api, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const request = await readRequest(req)
  let fault: StripeFault | null = null
  let answer: Answer
  try {
    authenticate(api, req)
    fault = api.faults.take(request.method, request.path, request.account)
    if (fault?.kind === 'cut_before') {
      res.destroy()
      return
    }
    if (fault?.kind === 'hang') {
      setTimeout(() => res.destroy(), HANG_MS).unref()
      return
    }
    if (fault?.kind === 'hold_before') await hold(api, request, fault.kind)
    answer = await perform(api, request, fault)
  } catch (error) {
    answer = toAnswer(error, request.id)
  }
  await api.state.commit()
  api.onChange()
  if (fault?.kind === 'hold_after') await hold(api, request, fault.kind)
  if (fault?.kind === 'cut_after') res.destroy()
  else send(res, req, request, answer)
}

function hold({ faults }: Api, { method, path }: ApiRequest, kind: 'hold_before' | 'hold_after'): Promise<void> {
  return faults.hold({ kind, method, path })
}

async function readRequest(req: IncomingMessage): Promise<ApiRequest> {
  const url = new URL(req.url ?? '/', 'http://stripe')
  const method = req.method ?? 'GET'
  const text = method === 'POST' ? await readBody(req, MAX_BODY_BYTES) : url.search.slice(1)
  const account = header(req, 'stripe-account') ?? PLATFORM
  const given = method === 'POST' ? header(req, 'idempotency-key') : undefined
  const key = given === undefined ? null : `${account} ${given}`
  return { id: newId('req', 14), method, path: url.pathname, text, account, key }
}

function authenticate(api: Api, req: IncomingMessage): void {
  const authorization = header(req, 'authorization') ?? ''
  const [, scheme, credentials = ''] = /^(Bearer|Basic) (.+)$/i.exec(authorization) ?? []
  if (scheme === undefined) throw unauthorised(null)
  const given =
    scheme.toLowerCase() === 'basic' ? (Buffer.from(credentials, 'base64').toString().split(':')[0] ?? '') : credentials
  if (given !== api.secretKey) throw unauthorised(given)
}

async function perform(api: Api, request: ApiRequest, fault: StripeFault | null): Promise<Answer> {
  const fingerprint = fingerprintOf(request.method, request.path, request.text)
  const kept = request.key === null ? null : api.keys.begin(request.key, fingerprint)
  if (kept) return { status: kept.status, body: kept.body, replayOf: kept.requestId }
  try {
    if (fault?.kind === 'delay') await sleep(fault.ms)
    const [answer, executed] = fault?.kind === 'status' ? [faultAnswer(fault), fault.saved] : execute(api, request)
    // In the same turn as the execution, so that both are in one line of the journal.
    if (request.key !== null && executed) {
      const { key, id: requestId } = request
      api.state.keepAnswer({ key, fingerprint, ...answer, requestId, at: Date.now() })
    }
    return answer
  } finally {
    if (request.key !== null) api.keys.end(request.key)
  }
}

/** Executes the request. The second part tells whether it came as far as to be kept under its key. */
function execute(api: Api, request: ApiRequest): [Answer, boolean] {
  const { state, baseUrl } = api
  try {
    if (request.account !== PLATFORM) ensureAccount(state, request.account)
    const { handler, ids } = findRoute(request.method, request.path)
    const params = new Params(formOf(request.text))
    const result = handler({ state, account: request.account, params, ids, baseUrl })
    const body = JSON.stringify(expanded(state, request.account, result, params.list('expand')))
    return [{ status: 200, body }, true]
  } catch (error) {
    const answer = toAnswer(error, request.id)
    return [answer, error instanceof StripeFailure && error.executed]
  }
}

function formOf(text: string) {
  try {
    return parseForm(text)
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : 'Invalid request body')
  }
}

function faultAnswer({ status }: StripeFault): Answer {
  const limited = status === 429
  const error = {
    type: status < 500 ? 'invalid_request_error' : 'api_error',
    ...(limited ? { code: 'rate_limit' } : {}),
    message: limited
      ? 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.'
      : 'An unknown error occurred, because a test asked for it.',
  }
  return { status, body: JSON.stringify({ error }) }
}

function toAnswer(error: unknown, requestId: string): Answer {
  if (!(error instanceof StripeFailure)) {
    console.error(`stripe: ${requestId} failed:`, error)
    const message = 'The stand-in failed; its log says why.'
    return { status: 500, body: JSON.stringify({ error: { type: 'api_error', message } }) }
  }
  const url = `https://dashboard.stripe.com/test/logs/${requestId}`
  return { status: error.status, body: JSON.stringify({ error: { ...error.body, request_log_url: url } }) }
}

function send(res: ServerResponse, req: IncomingMessage, request: ApiRequest, answer: Answer): void {
  const key = header(req, 'idempotency-key')
  res.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(answer.body),
    'request-id': request.id,
    'stripe-version': header(req, 'stripe-version') ?? API_VERSION,
    ...(request.account === PLATFORM ? {} : { 'stripe-account': request.account }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(answer.replayOf === undefined ? {} : { 'idempotent-replayed': 'true', 'original-request': answer.replayOf }),
  })
  res.end(answer.body)
}

function header(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name]
  return Array.isArray(value) ? value[0] : value || undefined
}
