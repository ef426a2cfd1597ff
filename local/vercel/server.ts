/**
 * Vercel's API for tests, as much as custom domains need: a project's domains (find, add, verify, remove) and a domain's
 * configuration, with Vercel's paths, error shapes and hourly limits. What DNS says is set by the test.
 */
import { createServer, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import { close, listen, readBody, sendJson } from '@/local/http'

const HOUR_MS = 60 * 60_000
const MAX_BODY_BYTES = 64 * 1024
export const VERCEL_LIMITS = { add: 100, verify: 50 } as const

interface ProjectDomain {
  name: string
  apexName: string
  projectId: string
  verified: boolean
  verification?: { type: string; domain: string; value: string; reason: string }[]
}

export interface VercelStandIn {
  url: string
  token: string
  project: string
  domains: Map<string, ProjectDomain>
  /** Domains that another account used: Vercel wants a TXT record of its own, and verifies once it is in here. */
  contested: Map<string, { proven: boolean }>
  /** Domains whose DNS does not lead to Vercel. */
  misconfigured: Set<string>
  /** The next calls are answered with this status. */
  failNext(status: number, times?: number): void
  calls: { kind: keyof typeof VERCEL_LIMITS; at: number }[]
  stop(): Promise<void>
}

interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

/** `now` is the clock of the limits. */
export async function startVercel(now: () => number = () => Date.now()): Promise<VercelStandIn> {
  const state = {
    token: 'vercel-token',
    project: 'prj_stoa',
    domains: new Map<string, ProjectDomain>(),
    contested: new Map<string, { proven: boolean }>(),
    misconfigured: new Set<string>(),
    calls: [] as VercelStandIn['calls'],
  }
  let failing = { status: 0, times: 0 }
  const server = createServer(async (req, res) => {
    const answer = failing.times > 0 ? failed(failing) : await answerTo(req, state, now)
    sendJson(res, answer.status, answer.body, answer.headers)
  })
  const url = await listen(server)
  return {
    ...state,
    url,
    failNext: (status, times = 1) => {
      failing = { status, times }
    },
    stop: () => close(server),
  }
}

type State = Omit<VercelStandIn, 'url' | 'stop' | 'failNext'>

async function answerTo(req: IncomingMessage, state: State, now: () => number): Promise<Answer> {
  const path = new URL(req.url ?? '/', 'http://vercel').pathname
  if (req.headers.authorization !== `Bearer ${state.token}`) return refusal(403, 'forbidden', 'Not authorized')
  const config = /^\/v6\/domains\/([^/]+)\/config$/.exec(path)?.[1]
  if (config && req.method === 'GET') return { status: 200, body: { misconfigured: state.misconfigured.has(config) } }
  const [, version, project, name, verify] =
    /^\/(v9|v10)\/projects\/([^/]+)\/domains(?:\/([^/]+))?(\/verify)?$/.exec(path) ?? []
  if (project !== state.project) return refusal(404, 'not_found', 'Project not found')
  if (name === undefined) return version === 'v10' && req.method === 'POST' ? add(req, state, now) : unknown()
  const domain = state.domains.get(name)
  if (!domain) return refusal(404, 'not_found', 'Domain not found')
  if (verify && req.method === 'POST') return limited('verify', state, now) ?? verifyDomain(domain, state)
  if (req.method === 'GET') return { status: 200, body: domain }
  if (req.method !== 'DELETE') return unknown()
  state.domains.delete(name)
  return { status: 200, body: {} }
}

async function add(req: IncomingMessage, state: State, now: () => number): Promise<Answer> {
  const { name } = z.object({ name: z.string() }).parse(JSON.parse(await readBody(req, MAX_BODY_BYTES)))
  const full = limited('add', state, now)
  if (full) return full
  if (state.domains.has(name)) return refusal(409, 'domain_already_in_use', `${name} is in use by another project`)
  const contested = state.contested.has(name)
  const domain: ProjectDomain = { name, apexName: name, projectId: state.project, verified: !contested }
  if (contested) {
    const value = `vc-domain-verify=${name},0123456789abcdef`
    domain.verification = [{ type: 'TXT', domain: `_vercel.${name}`, value, reason: 'pending_domain_verification' }]
  }
  state.domains.set(name, domain)
  return { status: 200, body: domain }
}

function verifyDomain(domain: ProjectDomain, state: State): Answer {
  if (state.contested.get(domain.name)?.proven === false) {
    return refusal(400, 'missing_txt_record', `Domain _vercel.${domain.name} is missing required TXT Record`)
  }
  domain.verified = true
  domain.verification = undefined
  return { status: 200, body: domain }
}

/** Counts the call, or says when the hour's first one is over. */
function limited(kind: keyof typeof VERCEL_LIMITS, state: State, now: () => number): Answer | null {
  const recent = state.calls.filter((call) => call.kind === kind && call.at > now() - HOUR_MS)
  if (recent.length < VERCEL_LIMITS[kind]) {
    state.calls.push({ kind, at: now() })
    return null
  }
  const reset = Math.ceil(((recent[0]?.at ?? 0) + HOUR_MS) / 1_000)
  return {
    ...refusal(429, 'rate_limited', 'Too many requests'),
    headers: {
      'x-ratelimit-limit': String(VERCEL_LIMITS[kind]),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(reset),
    },
  }
}

function failed(failing: { status: number; times: number }): Answer {
  failing.times -= 1
  return refusal(failing.status, 'internal_server_error', 'Something went wrong')
}

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } }
}

function unknown(): Answer {
  return refusal(404, 'not_found', 'Not found')
}
