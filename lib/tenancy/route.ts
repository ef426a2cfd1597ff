/**
 * Middleware's body: host -> store -> rewritten path; canonical redirects, 404. Nothing else, and nothing of Next, so that it
 * is tested without a server and the file convention's name is one line elsewhere.
 *
 * Invariant: /storefront/{storeId} is written here alone, from the host; typed by anyone it is a 404 on every host.
 */

import { schemeOf } from '@/lib/scheme'
import {
  type Answer,
  type AnswerFor,
  cannotResolve,
  lockedStore,
  suspendedStore,
  unknownHost,
  unknownPath,
} from './answers'
import type { TenancyConfig } from './config'
import { POLICY_HEADER, pagePolicy, type Surface, storeSurface } from './content-policy'
import { RESOLVER_HEADER, RESOLVER_PATH } from './edge-resolver'
import { classifyHost, type StoreAddress } from './host'
import { leadingName, readPath } from './path'
import { isProven } from './proof'
import { REQUEST_ID_HEADER, requestIdOf, trustedHeaders } from './request-headers'
import { type RequestHost, requestHost } from './request-host'
import type { Resolver } from './resolve'
import { cookieIn, isUnlocked, PASSWORD_PATH, unlockCookie } from './shop-lock'
import type { StoreEntry } from './store-entry'
import { storeOrigin } from './store-hosts'
import { storefrontPath } from './store-paths'

export interface Incoming {
  method: string
  /** As the router will see it: still encoded. */
  pathname: string
  /** With its question mark, or empty. */
  search: string
  headers: Headers
}

export type Decision =
  /** `answerHeaders`: what the page's answer has to say besides. */
  | {
      kind: 'rewrite'
      pathname: string
      search: string
      headers: Headers
      answerHeaders: Record<string, string>
    }
  /** `passing`: 307 that nobody keeps, in place of the permanent 308. */
  | { kind: 'redirect'; location: string; requestId: string; passing?: true }
  | { kind: 'answer'; answer: Answer }

const PLATFORM_APIS = new Set(['auth', 'inngest', 'webhooks', 'admin', 'health', 'ready'])
/** What machines beside this server call on its own socket; people use the platform's host. */
const MACHINE_APIS = new Set(['inngest', 'webhooks', 'health', 'ready'])
/** The one thing that the proxy in front asks; nobody asks it from outside. */
const CERTIFICATE_PATH = 'api/internal/certificate'

type Located = RequestHost & { host: string }

/** Decides what becomes of a request. Never throws for a request's sake. */
export async function route(request: Incoming, config: TenancyConfig, resolver: Resolver): Promise<Decision> {
  const { pathname, headers } = request
  const about: AnswerFor = { json: isJsonPath(pathname), requestId: requestIdOf(headers, config) }
  const at = await requestHost(headers, config)
  const segments = readPath(pathname)
  if (segments?.join('/') === RESOLVER_PATH.slice(1)) return resolverCall(request, at, config, about)
  if (segments?.join('/') === CERTIFICATE_PATH && at.internal) {
    return rewrite(request, { pathname, surface: 'data' }, { ...at, host: at.host ?? at.address }, about, config)
  }
  const kind = at.host === null ? ({ kind: 'invalid' } as const) : classifyHost(at.host, config)
  const located: Located = { ...at, host: at.host ?? at.address }

  if (kind.kind === 'platform' || at.internal) {
    const allowed = segments !== null && existsOnPlatform(segments, kind.kind === 'platform', config)
    if (!allowed) return refuse(unknownPath(about))
    const surface = leadingName(segments ?? []) === 'api' ? 'data' : 'desk'
    return rewrite(request, { pathname, surface }, located, about, config)
  }
  if (kind.kind === 'invalid') return refuse(unknownHost(about))
  return storeRequest(request, { address: kind, at: located, segments }, about, config, resolver)
}

async function storeRequest(
  request: Incoming,
  { address, at, segments }: { address: StoreAddress; at: Located; segments: string[] | null },
  about: AnswerFor,
  config: TenancyConfig,
  resolver: Resolver,
): Promise<Decision> {
  let store: StoreEntry | null
  try {
    store = await resolver.resolve(address)
  } catch (error) {
    console.error(
      JSON.stringify({ level: 'error', requestId: about.requestId, msg: String(error), cause: causeOf(error) }),
    )
    return refuse(cannotResolve(about))
  }
  if (!store) return refuse(unknownHost(about))
  if (store.status === 'suspended') return refuse(suspendedStore(about))
  if (segments === null) return refuse(unknownPath(about))
  if (store.former || (store.redirectToPrimary && at.host !== primaryHost(store, config))) {
    const location = `${storeOrigin(store, config)}${request.pathname}${request.search}`
    return { kind: 'redirect', location, requestId: about.requestId }
  }
  if (config.development && leadingName(segments).startsWith('_')) {
    return rewrite(request, { pathname: request.pathname, surface: 'picture' }, at, about, config)
  }
  const path = storefrontPath(segments, new URLSearchParams(request.search))
  if (path === null) return refuse(unknownPath(about))
  if (!isOpenToAll(path) && !(await mayEnter(request, at, store, config))) {
    return about.json ? refuse(lockedStore(about)) : toPassword(at, about)
  }
  const target = { pathname: `/storefront/${store.storeId}${path}`, surface: storeSurface(path) }
  return rewrite(request, target, at, about, config)
}

/** The password's own page; and saying no to mails, which needs no password. */
function isOpenToAll(path: string): boolean {
  return path === `/${PASSWORD_PATH}` || path.startsWith('/json/unsubscribe/')
}

function mayEnter({ headers }: Incoming, at: Located, store: StoreEntry, { secret }: TenancyConfig): Promise<boolean> {
  return isUnlocked(secret, store, cookieIn(headers.get('cookie'), unlockCookie(at.address).name))
}

/** Kept by no cache: the shop may open, or this shopper know the password, a moment later. */
function toPassword(at: Located, { requestId }: AnswerFor): Decision {
  const location = `${schemeOf(at.address)}://${at.address}/${PASSWORD_PATH}`
  return { kind: 'redirect', location, requestId, passing: true }
}

async function rewrite(
  { method, headers, search }: Incoming,
  { pathname, surface }: { pathname: string; surface: Surface },
  at: Located,
  { requestId }: AnswerFor,
  config: TenancyConfig,
): Promise<Decision> {
  const trusted = await trustedHeaders(headers, method, at, requestId, config)
  const { value, hasNonce } = pagePolicy(surface, schemeOf(at.address) === 'https', config)
  if (hasNonce) trusted.set(POLICY_HEADER, value)
  const answerHeaders = {
    [REQUEST_ID_HEADER]: requestId,
    [POLICY_HEADER]: value,
    ...(hasNonce ? { 'x-frame-options': 'DENY' } : {}),
  }
  return { kind: 'rewrite', pathname, search: withoutRouteParams(search), headers: trusted, answerHeaders }
}

/** The edge's own question to Node: its proof is its right to ask, on this server's socket or (Vercel) the platform's host. */
async function resolverCall(
  request: Incoming,
  at: RequestHost,
  config: TenancyConfig,
  about: AnswerFor,
): Promise<Decision> {
  const proof = request.headers.get(RESOLVER_HEADER)
  const asked = decodeSafely(request.search.slice(1))
  const here = at.internal || at.host === config.platformHost
  if (!here || !(await isProven(config.secret, 'resolver', asked, proof))) return refuse(unknownPath(about))
  const headers = new Headers({ [RESOLVER_HEADER]: proof ?? '' })
  const answerHeaders = { [REQUEST_ID_HEADER]: about.requestId }
  return { kind: 'rewrite', pathname: RESOLVER_PATH, search: request.search, headers, answerHeaders }
}

function existsOnPlatform(segments: string[], people: boolean, config: TenancyConfig): boolean {
  const name = leadingName(segments)
  if (name === 'storefront') return false
  if (name === 'api') return (people ? PLATFORM_APIS : MACHINE_APIS).has(segments[1] ?? '') && segments[0] === 'api'
  if (name.startsWith('_')) return config.development
  return people
}

function primaryHost(store: StoreEntry, config: TenancyConfig): string {
  return store.primaryDomain ?? `${store.slug}.${config.storesDomain}`
}

/** Next carries route parameters between its parts under these names: from outside they must mean nothing. */
function withoutRouteParams(search: string): string {
  if (!/nxt[PI]/.test(decodeSafely(search))) return search
  const params = new URLSearchParams(search)
  for (const name of [...params.keys()]) if (/^nxt[PI]/.test(name)) params.delete(name)
  const rest = params.toString()
  return rest === '' ? '' : `?${rest}`
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isJsonPath(pathname: string): boolean {
  return pathname.startsWith('/api/') || /\.(js|json)$/.test(pathname)
}

function causeOf(error: unknown): string | undefined {
  return error instanceof Error && error.cause !== undefined ? String(error.cause) : undefined
}

function refuse(answer: Answer): Decision {
  return { kind: 'answer', answer }
}
