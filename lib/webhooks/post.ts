/**
 * One HTTP POST to a merchant's server, which may be slow, broken or hostile. It always ends, with an outcome and never an
 * exception: connecting takes at most CONNECT_TIMEOUT_MS, everything together at most TOTAL_TIMEOUT_MS, at most
 * MAX_ANSWER_BYTES are read and KEPT_ANSWER_BYTES kept. Redirects are not followed, connections not shared.
 */
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http'
import * as http from 'node:http'
import * as https from 'node:https'
import { isIPv6, type LookupFunction, type TcpSocketConnectOpts } from 'node:net'
import { SECOND } from '@/lib/clock'
import { checkedAddresses, type ResolveName, resolveName, UnreachableError } from './target'

export const CONNECT_TIMEOUT_MS = 5 * SECOND
export const TOTAL_TIMEOUT_MS = 10 * SECOND
export const MAX_ANSWER_BYTES = 64 * 1024
export const KEPT_ANSWER_BYTES = 1024
const MAX_HEADER_BYTES = 16 * 1024
const MAX_HEADERS = 40
const MAX_HEADER_CHARACTERS = 500
/** Before the name's next address is tried as well. */
const NEXT_ADDRESS_MS = 1.5 * SECOND

export interface Outcome {
  /** Answered with 2xx. */
  ok: boolean
  /** null: there was no answer. */
  statusCode: number | null
  responseHeaders: Record<string, string> | null
  /** The beginning of the answer, as text that a row can hold. */
  responseBody: string | null
  /** Why it is not ok, for the merchant. */
  error: string | null
  durationMs: number
}

export interface PostOptions {
  headers: Record<string, string>
  body: string
  allowPrivate: boolean
  /** Tests answer in DNS's place. */
  resolve?: ResolveName
  /** And have an authority of their own. */
  ca?: string
  connectTimeoutMs?: number
  totalTimeoutMs?: number
}

export async function post(url: URL, options: PostOptions): Promise<Outcome> {
  const started = performance.now()
  const total = options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS
  const took = () => Math.round(performance.now() - started)
  const nothing = { ok: false, statusCode: null, responseHeaders: null, responseBody: null }
  try {
    const addresses = await checkedAddresses(url, options.allowPrivate, options.resolve ?? resolveName)
    const answer = await exchange(url, addresses, options, Math.max(1, total - took()))
    return { ...answer, durationMs: took() }
  } catch (error) {
    return { ...nothing, error: sentenceOf(error), durationMs: took() }
  }
}

type Answer = Omit<Outcome, 'durationMs'>

function exchange(url: URL, addresses: string[], options: PostOptions, leftMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = open(url, addresses, options)
    const connectMs = Math.min(options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS, leftMs)
    const totalMs = options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS
    const timeouts = [
      { ms: connectMs, sentence: `No connection within ${seconds(connectMs)}.` },
      { ms: leftMs, sentence: `No complete answer within ${seconds(totalMs)}.` },
    ]
    const timers = timeouts.map(({ ms, sentence }) => setTimeout(() => fail(new UnreachableError(sentence)), ms))
    const settle = (how: () => void) => {
      for (const timer of timers) clearTimeout(timer)
      how()
      request.destroy()
    }
    const fail = (error: unknown) => settle(() => reject(error))
    request.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(timers[0]))
    })
    request.on('response', (response) => {
      read(response).then((body) => settle(() => resolve(answerOf(response, body))), fail)
    })
    request.on('error', fail)
    request.end(options.body)
  })
}

function open(url: URL, addresses: string[], { headers, body, ca }: PostOptions): ClientRequest {
  const options: https.RequestOptions & Pick<TcpSocketConnectOpts, 'autoSelectFamilyAttemptTimeout'> = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), 'accept-encoding': 'identity' },
    // A connection of its own, to an address that was checked.
    agent: false,
    ca,
    lookup: pinnedTo(addresses),
    maxHeaderSize: MAX_HEADER_BYTES,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
  }
  return url.protocol === 'https:' ? https.request(url, options) : http.request(url, options)
}

/** Answers with the checked addresses whatever name is asked for. */
function pinnedTo(addresses: string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_name, options, callback) => {
    const [first] = found
    if (options.all) callback(null, found)
    else if (first) callback(null, first.address, first.family)
    else callback(new Error('no address was checked'), '', 0)
  }
}

/** The first bytes of the answer; ends when it ends or gets longer than anybody wants. */
function read(response: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const kept: Buffer[] = []
    let size = 0
    const done = () => resolve(Buffer.concat(kept).subarray(0, KEPT_ANSWER_BYTES))
    response.on('data', (chunk: Buffer) => {
      if (size < KEPT_ANSWER_BYTES) kept.push(chunk)
      size += chunk.length
      if (size >= MAX_ANSWER_BYTES) done()
    })
    response.on('end', done)
    response.on('error', reject)
    response.on('close', () => reject(new Error('the answer was cut off')))
  })
}

function answerOf(response: IncomingMessage, body: Buffer): Answer {
  const statusCode = response.statusCode ?? 0
  const ok = statusCode >= 200 && statusCode < 300
  return {
    ok,
    statusCode,
    responseHeaders: keptHeaders(response.headers),
    responseBody: body.toString('utf8').replaceAll('\0', '\uFFFD'),
    error: ok ? null : statusSentence(statusCode),
  }
}

function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).slice(0, MAX_HEADERS)
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name.slice(0, MAX_HEADER_CHARACTERS),
      [value].flat().join(', ').slice(0, MAX_HEADER_CHARACTERS),
    ]),
  )
}

function statusSentence(status: number): string {
  if (status >= 300 && status < 400) return `Answered with ${status}: redirects are not followed.`
  return `Answered with ${status}; any 2xx would have been a success.`
}

const SENTENCES: Record<string, string> = {
  ECONNREFUSED: 'The server refused the connection.',
  ECONNRESET: 'The server closed the connection before it answered.',
  EPIPE: 'The server closed the connection before it answered.',
  ETIMEDOUT: 'No connection could be made in time.',
  EHOSTUNREACH: 'The server cannot be reached.',
  ENETUNREACH: 'The server cannot be reached.',
  CERT_HAS_EXPIRED: 'The server’s certificate has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The server’s certificate is for another name.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The server’s certificate is signed by itself.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Nobody that is trusted vouches for the server’s certificate.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'Nobody that is trusted vouches for the server’s certificate, or its chain is missing.',
}

/** Nothing of what the other side wrote goes in here. */
function sentenceOf(error: unknown): string {
  if (error instanceof UnreachableError) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^HPE_/.test(code)) return 'The answer was not HTTP.'
  if (/SSL|TLS|EPROTO/.test(code) && !SENTENCES[code]) return 'No secure connection could be made.'
  return SENTENCES[code] ?? `The exchange broke off${code ? ` (${code})` : ''}.`
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`
}
