/**
 * The little HTTP that the embedded parts share: listening on the loopback address, bounded bodies, JSON and HTML answers,
 * and calls to the app.
 *
 * Invariant: nothing here listens on or calls anything without a limit on size and time.
 */
import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

const LOOPBACK = '127.0.0.1'
/** Longer than clients keep an idle connection, so that it is they who close it. */
const KEEP_ALIVE_MS = 65_000
const MAX_ANSWER_BYTES = 8 * 1024 * 1024

/** A request body larger than its limit; answered with 413. */
export class BodyTooLarge extends Error {
  constructor(readonly limitBytes: number) {
    super(`The request body is larger than ${limitBytes} bytes`)
  }
}

/** Listens on 127.0.0.1; port 0 means any free one. Resolves with the base URL, rejects when the port is taken. */
export function listen(server: Server, port = 0): Promise<string> {
  server.keepAliveTimeout = KEEP_ALIVE_MS
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject)
      resolve(`http://${LOOPBACK}:${(server.address() as AddressInfo).port}`)
    })
  })
}

/** Stops listening and drops open connections. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** The whole body as text. Throws BodyTooLarge. */
export async function readBody(req: IncomingMessage, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limitBytes) throw new BodyTooLarge(limitBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function sendJson(
  res: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  const body = typeof value === 'string' ? value : JSON.stringify(value)
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...headers,
  })
  res.end(body)
}

export function sendHtml(
  res: ServerResponse,
  status: number,
  html: string,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  res.end(html)
}

/** Sends the browser elsewhere after a form was posted. */
export function sendSeeOther(res: ServerResponse, location: string): void {
  res.writeHead(303, { location, 'cache-control': 'no-store' })
  res.end()
}

export function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (char) => names[char] ?? char)
}

export interface AppCall {
  /** Where the app really listens, for example http://127.0.0.1:3000. */
  origin: string
  /** The host the app must see. fetch would drop this header, hence node:http. */
  host: string
  method: string
  /** Path and query. */
  path: string
  headers?: Record<string, string>
  body?: string
  timeoutMs: number
}

export interface AppAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

// Connections are not kept: one that the app closes at the wrong moment looks like a call that broke off half-way.
const agent = new Agent({ keepAlive: false, maxSockets: 32 })

/** One call to the app. Rejects with the socket's error, on a timeout, and when the answer is larger than 8 MB. */
export function callApp(call: AppCall): Promise<AppAnswer> {
  return new Promise((resolve, reject) => {
    const body = Buffer.from(call.body ?? '')
    const req = request(
      new URL(call.path, call.origin),
      {
        method: call.method,
        agent,
        headers: { ...call.headers, host: call.host, 'content-length': body.length },
        signal: AbortSignal.timeout(call.timeoutMs),
      },
      (res) => {
        collect(res).then((text) => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: text }), reject)
      },
    )
    req.on('error', reject)
    req.end(body)
  })
}

async function collect(res: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of res as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_ANSWER_BYTES) throw new Error('The answer is larger than 8 MB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** True when the call certainly never reached the app: nothing listened there. */
export function neverArrived(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EHOSTUNREACH'
}
