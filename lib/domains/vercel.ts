/** Vercel's API for a project's domains: what Stoa calls of it. Bounded; what goes wrong is a value, never an exception. */
import { z } from 'zod'
import { MINUTE, SECOND } from '@/lib/clock'
import { env } from '@/lib/env'

const TIMEOUT_MS = 10 * SECOND
const LONGEST_PAUSE_MS = 60 * MINUTE

const verificationSchema = z.object({ type: z.string(), domain: z.string(), value: z.string() })
const domainSchema = z.object({
  name: z.string(),
  verified: z.boolean(),
  verification: z.array(verificationSchema).max(20).optional(),
})
const configSchema = z.object({ misconfigured: z.boolean() })
const errorSchema = z.object({ error: z.object({ code: z.string() }) })

export type ProjectDomain = z.infer<typeof domainSchema>
export type Reply<T> =
  | { kind: 'ok'; value: T }
  | { kind: 'missing' }
  /** Refused for good: another account's, not allowed. */
  | { kind: 'refused'; code: string }
  | { kind: 'busy'; waitMs: number }
  | { kind: 'unavailable' }

export interface Vercel {
  find(domain: string): Promise<Reply<ProjectDomain>>
  add(domain: string): Promise<Reply<ProjectDomain>>
  verify(domain: string): Promise<Reply<ProjectDomain>>
  config(domain: string): Promise<Reply<{ misconfigured: boolean }>>
  remove(domain: string): Promise<Reply<unknown>>
}

/** The client, or null where certificates are somebody else's: VERCEL_TOKEN and VERCEL_PROJECT_ID are not set. */
export function vercel(): Vercel | null {
  const { VERCEL_TOKEN: token, VERCEL_PROJECT_ID: project, VERCEL_TEAM_ID: team, VERCEL_API_BASE: base } = env()
  if (!token || !project) return null
  const call = caller({ token, base, team })
  const domains = `projects/${encodeURIComponent(project)}/domains`
  return {
    find: (domain) => call('GET', `/v9/${domains}/${domain}`, domainSchema),
    add: (domain) => call('POST', `/v10/${domains}`, domainSchema, { name: domain }),
    verify: (domain) => call('POST', `/v9/${domains}/${domain}/verify`, domainSchema),
    config: (domain) => call('GET', `/v6/domains/${domain}/config`, configSchema),
    remove: (domain) => call('DELETE', `/v9/${domains}/${domain}`, z.unknown()),
  }
}

function caller({ token, base, team }: { token: string; base: string; team: string | undefined }) {
  return async <T>(method: string, path: string, schema: z.ZodType<T>, body?: object): Promise<Reply<T>> => {
    const url = new URL(path, base)
    if (team) url.searchParams.set('teamId', team)
    try {
      const response = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        body: body ? JSON.stringify(body) : undefined,
        redirect: 'error',
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (response.status === 429) return { kind: 'busy', waitMs: pauseMs(response.headers) }
      if (response.status === 404) return { kind: 'missing' }
      if (response.status >= 500) return { kind: 'unavailable' }
      const json: unknown = await response.json()
      if (response.ok) return { kind: 'ok', value: schema.parse(json) }
      return { kind: 'refused', code: errorSchema.safeParse(json).data?.error.code ?? String(response.status) }
    } catch {
      // No connection, no answer in time, or an answer of another shape: all mean "later".
      return { kind: 'unavailable' }
    }
  }
}

/** `Retry-After` in seconds, or `X-RateLimit-Reset` as a moment in seconds. */
function pauseMs(headers: Headers): number {
  const after = Number(headers.get('retry-after') ?? Number.NaN) * SECOND
  const until = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * SECOND - Date.now()
  const pause = Number.isFinite(after) ? after : Number.isFinite(until) ? until : MINUTE
  return Math.min(LONGEST_PAUSE_MS, Math.max(SECOND, pause))
}
