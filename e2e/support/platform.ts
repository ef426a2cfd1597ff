/**
 * The running platform as the tests see it: what runtime.json says, URLs, and HTTP with any Host header.
 * Node does not resolve *.localhost and its fetch drops Host, so requests go to 127.0.0.1 through node:http.
 */
import { readFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { z } from 'zod'

const runtimeSchema = z.object({
  pid: z.number(),
  port: z.number(),
  platformUrl: z.string(),
  storesDomain: z.string(),
  databaseUrl: z.string(),
  databasePlatformUrl: z.string(),
  databaseAdminUrl: z.string(),
  stripeApiBase: z.string(),
  mailUrl: z.string(),
  demo: z.object({
    merchants: z.array(z.object({ email: z.string(), password: z.string(), stores: z.array(z.string()) })),
    stores: z.array(
      z.object({
        id: z.number(),
        slug: z.string(),
        host: z.string(),
        customHost: z.string().nullable(),
        currency: z.string(),
      }),
    ),
  }),
})
export type Runtime = z.infer<typeof runtimeSchema>

export function dataDir(): string {
  const dir = process.env.STOA_E2E_DATA_DIR
  if (!dir) throw new Error('STOA_E2E_DATA_DIR is not set: run the tests through playwright.config.ts')
  return dir
}

/** The running platform's runtime.json, read anew: ports change over restarts. */
export function runtime(): Runtime {
  return runtimeSchema.parse(JSON.parse(readFileSync(join(dataDir(), 'runtime.json'), 'utf8')))
}

export function demoStore(slug: string): Runtime['demo']['stores'][number] {
  const store = runtime().demo.stores.find((s) => s.slug === slug)
  if (!store) throw new Error(`the demo has no store ${slug}`)
  return store
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  json(): unknown
}

export interface RequestOptions {
  method?: string
  headers?: Record<string, string>
  body?: unknown
  /** A body to the byte, in place of `body`. */
  raw?: string
  form?: boolean
  /** Another server process of this platform; by default the one that the supervisor runs. */
  port?: number
}

const REQUEST_TIMEOUT_MS = 30_000

/** One HTTP request to the platform under any Host; redirects are not followed; `path` is sent as it is. */
export function http(host: string, path: string, options: RequestOptions = {}): Promise<Answer> {
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
  const headers = {
    host,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }),
    ...options.headers,
  }
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port: options.port ?? runtime().port,
        path,
        method: options.method ?? (body ? 'POST' : 'GET'),
        headers,
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: () => JSON.parse(text) })
        })
      },
    )
    call.setTimeout(REQUEST_TIMEOUT_MS, () => call.destroy(new Error(`no answer from ${host}${path}`)))
    call.on('error', reject)
    call.end(body)
  })
}

/** A shopper's agent on one host: keeps cookies between its requests. */
export class Shopper {
  private readonly cookies = new Map<string, string>()

  constructor(readonly host: string) {}

  async send(path: string, options: RequestOptions = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie ? { cookie } : {}), ...options.headers }
    const answer = await http(this.host, path, { ...options, headers })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
}
