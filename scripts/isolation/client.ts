/**
 * HTTP as a stranger sends it: any Host, any cookie, server actions by their id. Answers are reduced to what tells two of
 * them apart; ids and tokens that were asked for are taken out first, so that "not yours" and "not there" can be compared.
 */
import { Agent } from 'node:http'
import { type Reply, send } from '@/bench/http'
import { rowsOf } from './flight'

const agent = new Agent({ keepAlive: true, maxSockets: 4 })
const BOUNDARY = 'stoa-isolation'
/** Where Next's answer to an action has the value; the others are of the page, and come in any order. */
const VALUE_ROW = '1'

export interface Caller {
  port: number
  /** As the Host header says it, port included where there is one. */
  host: string
  cookie?: string
}

export interface Request {
  method?: string
  path: string
  body?: unknown
  cookie?: string
}

/** One request; redirects are not followed. */
export function ask(caller: Caller, { method, path, body, cookie }: Request): Promise<Reply> {
  const cookies = [caller.cookie, cookie].filter(Boolean).join('; ')
  return send(agent, caller.port, caller.host, path, {
    method,
    body,
    headers: {
      ...(method && method !== 'GET' ? { origin: `http://${caller.host}` } : {}),
      ...(cookies ? { cookie: cookies } : {}),
    },
  })
}

/** Calls the server action `id` as the page at `path` would; a `form` among the arguments travels as FormData. */
export function callAction(caller: Caller, id: string, path: string, args: unknown[], cookie?: string): Promise<Reply> {
  const form = args.findIndex((arg) => arg instanceof Map)
  const [type, text] = form < 0 ? ['text/plain;charset=UTF-8', JSON.stringify(args)] : multipart(args, form)
  const cookies = [caller.cookie, cookie].filter(Boolean).join('; ')
  return send(agent, caller.port, caller.host, path, {
    method: 'POST',
    text,
    headers: {
      origin: `http://${caller.host}`,
      'next-action': id,
      'content-type': type,
      'content-length': String(Buffer.byteLength(text)),
      ...(cookies ? { cookie: cookies } : {}),
    },
  })
}

/** React's encoding of a reply that holds one FormData: its fields as `_1_name`, then the arguments that refer to it. */
function multipart(args: unknown[], form: number): [type: string, body: string] {
  const fields = [...(args[form] as Map<string, string>)].map(([name, value]) => [`_1_${name}`, value])
  const root = args.map((arg, index) => (index === form ? '$K1' : arg))
  const parts = [...fields, ['0', JSON.stringify(root)]].map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return [`multipart/form-data; boundary=${BOUNDARY}`, `${parts.join('')}--${BOUNDARY}--\r\n`]
}

/** The session cookie of these credentials, through next-auth's own endpoint. */
export async function logIn(port: number, host: string, email: string, password: string): Promise<string> {
  const csrf = await ask({ port, host }, { path: '/api/auth/csrf' })
  const before = cookiesOf(csrf)
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string }
  const text = new URLSearchParams({ csrfToken, email, password }).toString()
  const answer = await send(agent, port, host, '/api/auth/callback/credentials', {
    method: 'POST',
    text,
    headers: {
      cookie: before,
      origin: `http://${host}`,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(text)),
    },
  })
  const session = answer.setCookie.find((line) => line.includes('session='))
  if (!session) throw new Error(`${email} could not log in: ${answer.status} ${answer.text.slice(0, 200)}`)
  return session.split(';')[0] ?? ''
}

function cookiesOf(reply: Reply): string {
  return reply.setCookie.map((line) => line.split(';')[0]).join('; ')
}

/** What an answer says, without what was asked for. Two answers of one class cannot be told apart by their words. */
export function classOf(reply: Reply, asked: number): string {
  const words = /<html|<!doctype/i.test(reply.text) ? textOf(reply.text) : reply.text
  return `${reply.status} ${withoutAsked(reply.location ?? '', asked)} ${withoutAsked(words, asked)}`.trim()
}

/** The same for an action: its value alone, since the page around it is made anew with every call. */
export function actionClassOf(reply: Reply, asked: number): string {
  // What a call that came through made is the caller's own, and numbered anew each time.
  const value = (valueIn(reply) ?? '').replace(/"id":\d+/g, '"id":@')
  return `${reply.status} ${withoutAsked(reply.actionRedirect ?? '', asked)} ${withoutAsked(value, asked)}`.trim()
}

/** `ok`, the code of a refusal, or what else came: the outcome of an action in one word. */
export function outcomeOf(reply: Reply): string {
  if (reply.actionRedirect) return 'ok'
  const value = valueIn(reply)
  if (value === null) return `status ${reply.status}`
  const parsed = JSON.parse(value) as { ok?: boolean; code?: string } | null
  return parsed?.ok === false ? (parsed.code ?? 'refused') : 'ok'
}

function valueIn(reply: Reply): string | null {
  const row = rowsOf(reply.text).get(VALUE_ROW) ?? ''
  return row.startsWith('{') || row.startsWith('[') || row === 'null' ? row : null
}

function withoutAsked(text: string, asked: number): string {
  return text
    .replaceAll(String(asked).padStart(12, '0'), '#')
    .replaceAll(String(asked), '#')
    .replace(/"(requestId|digest)":"[^"]*"/g, '')
    .replace(/reference [0-9a-f]{10}/g, '')
}

function textOf(html: string): string {
  return html
    .replace(/<(script|style|template)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

export function closeConnections(): void {
  agent.destroy()
}
