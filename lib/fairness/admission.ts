/**
 * Fairness between stores, before a request costs anything: one store's flood waits in its own short line at the door of the
 * HTTP server while other stores' shoppers walk past it. Middleware would be too late, since reaching it costs a millisecond,
 * and it cannot hold a request back.
 *
 * Three classes, each with a gate of its own, so that none takes another's places:
 * - `browse`: what shoppers look at; short work, few places;
 * - `checkout`: what waits for Stripe, and gives its place back before it does (place.ts);
 * - `platform`: the desk, sign-in, webhooks, jobs.
 * Never held: this server's calls to itself (a request under way waits for them), health checks, build output.
 *
 * A store is known here by its host as sent. A host that lies shares a line with nobody it could harm.
 */
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { type TenancyConfig, tenancyConfig } from '@/lib/tenancy/config'
import { canonicalHost } from '@/lib/tenancy/host'
import { FairGate, type FairRules } from './fair-gate'
import { holdingPlace } from './place'

export type AdmissionClass = 'browse' | 'checkout' | 'platform'

export const RULES: Record<AdmissionClass, FairRules> = {
  browse: { active: 8, activePerStore: 1, activeAlone: 2, waiting: 4_000, waitingPerStore: 500, maxWaitMs: 10_000 },
  checkout: {
    active: 96,
    activePerStore: 32,
    activeAlone: 32,
    waiting: 4_000,
    waitingPerStore: 2_000,
    maxWaitMs: 30_000,
  },
  platform: { active: 64, activePerStore: 64, activeAlone: 64, waiting: 256, waitingPerStore: 256, maxWaitMs: 10_000 },
}
const RETRY_SECONDS = 2
/** Who is under way for longer waits for something or reads slowly, and holds no place any more: two slow readers close no shop. */
const HOLD_MS = 2_000
const FREE = /^\/(_next\/static\/|assets\/|favicon\.ico$)/
/** Free where they exist; on a shop's host they are a 404 that costs as much as any other, and a flood of them must wait. */
const HEALTH = /^\/api\/(health|ready)(\/|$|\?)/
const CHECKOUT = /^\/(api\/checkout|checkout|orders)(\/|$|\?)/

type Config = Pick<TenancyConfig, 'trustProxy' | 'platformHost' | 'internalHosts'>
type Emit = (this: http.Server, event: string | symbol, ...args: unknown[]) => boolean

/** Where a request stands, or null: it is never held. */
export function classify(
  { url = '/', headers }: Pick<IncomingMessage, 'url' | 'headers'>,
  config: Config = tenancyConfig(),
): { kind: AdmissionClass; key: string } | null {
  if (FREE.test(url)) return null
  const forwarded = config.trustProxy ? headers['x-forwarded-host'] : undefined
  const host = String(forwarded ?? headers.host ?? '')
  const key = canonicalHost(host) ?? 'malformed'
  if (key === config.platformHost) return HEALTH.test(url) ? null : { kind: 'platform', key }
  if (config.internalHosts.includes(host.toLowerCase())) return null
  return { kind: CHECKOUT.test(url) ? 'checkout' : 'browse', key }
}

let installed = false

/** Puts the gates before every HTTP server of this process. Once; in Node only. */
export function installAdmission(): void {
  if (installed) return
  installed = true
  const gates = {
    browse: new FairGate(RULES.browse),
    checkout: new FairGate(RULES.checkout),
    platform: new FairGate(RULES.platform),
  }
  const server = http.Server.prototype as { emit: Emit }
  const { emit } = server
  server.emit = function (this: http.Server, event, ...args) {
    const [request, response] = args as [IncomingMessage, ServerResponse]
    const at = event === 'request' ? classify(request) : null
    if (!at) return emit.call(this, event, ...args)
    gates[at.kind].enter(
      at.key,
      (leave) => {
        // Whoever went away while waiting costs nothing more.
        if (response.destroyed) return leave()
        holdPlace(response, leave)
        holdingPlace(leave, () => void emit.call(this, event, ...args))
      },
      () => refuse(request, response),
    )
    return true
  }
}

/** A place is held until the answer is made, not until it was read; less if it is given back before. */
function holdPlace(response: ServerResponse, leave: () => void): void {
  const timer = setTimeout(leave, HOLD_MS)
  const done = () => {
    clearTimeout(timer)
    leave()
  }
  response.once('prefinish', done)
  response.once('close', done)
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const message = 'Too many requests to this shop at the moment. Please try again in a few seconds.'
  const json = /^\/api\/|\.(js|json)(\?|$)/.test(request.url ?? '')
  response.writeHead(429, {
    'content-type': json ? 'application/json' : 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': String(RETRY_SECONDS),
  })
  response.end(json ? JSON.stringify({ error: { code: 'rate_limited', message } }) : message)
  request.resume()
}
