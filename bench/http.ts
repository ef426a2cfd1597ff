/** A small load generator: keep-alive connections, each with one request under way, latencies kept. */
import { Agent, request } from 'node:http'

export interface Load {
  requests: number
  failures: number
  perSecond: number
  p50Ms: number
  p99Ms: number
}

const REQUEST_TIMEOUT_MS = 30_000

export interface Reply {
  status: number
  text: string
  setCookie: string[]
  location?: string
  /** Where a server action sends the browser. */
  actionRedirect?: string
}

/** One request to 127.0.0.1:port under `host`. */
export function send(
  agent: Agent,
  port: number,
  host: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: unknown; text?: string } = {},
): Promise<Reply> {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body)
  const headers = {
    host,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }),
    ...options.headers,
  }
  return new Promise((resolve, reject) => {
    const call = request(
      { agent, host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
            setCookie: answer.headers['set-cookie'] ?? [],
            location: answer.headers.location,
            actionRedirect: actionRedirectOf(answer.headers['x-action-redirect']),
          }),
        )
      },
    )
    call.setTimeout(REQUEST_TIMEOUT_MS, () => call.destroy(new Error(`no answer from ${path}`)))
    call.on('error', reject)
    call.end(options.text ?? body)
  })
}

function actionRedirectOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0]
}

/** `load` that has run for `warmSeconds` before it counts, without a pause between: for answers that take seconds. */
export async function steadyLoad(
  connections: number,
  { warmSeconds, seconds }: { warmSeconds: number; seconds: number },
  work: (agent: Agent, lane: number) => Promise<boolean>,
): Promise<{ perSecond: number; failures: number }> {
  const from = performance.now() + warmSeconds * 1_000
  const to = from + seconds * 1_000
  let done = 0
  let failures = 0
  await load(connections, warmSeconds + seconds, async (agent, lane) => {
    const ok = await work(agent, lane).catch(() => false)
    const at = performance.now()
    if (!ok) failures++
    else if (at >= from && at < to) done++
    return ok
  })
  return { perSecond: done / seconds, failures }
}

/** Repeats `work` (true: it succeeded) over `connections` lanes for `seconds`; each lane has its own keep-alive agent. */
export async function load(
  connections: number,
  seconds: number,
  work: (agent: Agent, lane: number) => Promise<boolean>,
): Promise<Load> {
  const until = performance.now() + seconds * 1_000
  const latencies: number[] = []
  let failures = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async (_, lane) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      while (performance.now() < until) {
        const start = performance.now()
        // No answer in time is a failure like a refusal.
        if (!(await work(agent, lane).catch(() => false))) failures++
        latencies.push(performance.now() - start)
      }
      agent.destroy()
    }),
  )
  const elapsed = (performance.now() - began) / 1_000
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    requests: latencies.length,
    failures,
    perSecond: latencies.length / elapsed,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  }
}
