/**
 * A server speaking Upstash's REST protocol, for machines without Upstash: single commands, pipelines, transactions,
 * base64 replies and bearer tokens, as `@upstash/redis` uses them.
 *
 * Invariant: nothing is executed without the token. Not here: what commands do (see the backends).
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { BodyTooLarge, close, listen, readBody, sendJson } from '../http'
import type { Service } from '../service'
import { type Backend, type Command, type Outcome, RedisError } from './backend'
import { toBase64 } from './encoding'
import { memoryBackend } from './memory-backend'
import { realBackend } from './real-backend'

const MAX_BODY_BYTES = 4 * 1024 * 1024
const MAX_COMMANDS = 10_000
const DEFAULT_MAX_KEYS = 200_000

export const redisOptions = z.object({
  /** The bearer token that every request must carry. */
  token: z.string().min(1),
  /** redis:// or rediss:// URL of a real Redis to stand in front of; without it keys live in memory. */
  redisUrl: z.string().optional(),
  port: z.number().int().min(0).max(65_535).optional(),
  /** How many keys the memory holds before the least recently used go. */
  maxKeys: z.number().int().positive().optional(),
})
export type RedisOptions = z.infer<typeof redisOptions>

const word = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => String(value ?? ''))
const commandBody = z.array(word).min(1)
const pipelineBody = z.array(commandBody).max(MAX_COMMANDS)

/** Starts the server. Rejects when the port is taken or the real Redis does not answer. */
export async function startRedis(options: RedisOptions): Promise<Service> {
  const backend = options.redisUrl
    ? await realBackend(options.redisUrl)
    : memoryBackend(options.maxKeys ?? DEFAULT_MAX_KEYS)
  const server = createServer((req, res) => {
    answer(backend, options.token, req, res).catch((error: unknown) => sendFailure(res, error))
  })
  const url = await listen(server, options.port)
  return {
    url,
    stop: async () => {
      await close(server)
      await backend.close()
    },
  }
}

async function answer(backend: Backend, token: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (!authorised(req, token)) return sendJson(res, 401, { error: 'Unauthorized' })
  const path = new URL(req.url ?? '/', 'http://redis').pathname
  const body = await readBody(req, MAX_BODY_BYTES)
  const encode = (outcome: Outcome) =>
    'result' in outcome && req.headers['upstash-encoding'] === 'base64' ? { result: toBase64(outcome.result) } : outcome
  if (path === '/pipeline' || path === '/multi-exec') {
    const commands = pipelineBody.parse(JSON.parse(body))
    const outcomes = await (path === '/pipeline' ? backend.pipeline(commands) : backend.transaction(commands))
    return sendJson(res, 200, outcomes.map(encode))
  }
  const command = path === '/' ? commandBody.parse(JSON.parse(body)) : commandOf(path, body)
  const [outcome = { error: 'ERR no reply' }] = await backend.pipeline([command])
  sendJson(res, 'error' in outcome ? 400 : 200, encode(outcome))
}

/** The form for curl: /set/key/value, the body being the last word when there is one. */
function commandOf(path: string, body: string): Command {
  const words = path.slice(1).split('/').map(decodeURIComponent)
  return body === '' ? words : [...words, body]
}

function authorised(req: IncomingMessage, token: string): boolean {
  const given = createHash('sha256').update(req.headers.authorization ?? '')
  const wanted = createHash('sha256').update(`Bearer ${token}`)
  return timingSafeEqual(given.digest(), wanted.digest())
}

function sendFailure(res: ServerResponse, error: unknown): void {
  const [status, message] = toFailure(error)
  if (res.headersSent) res.destroy()
  else sendJson(res, status, { error: message })
}

function toFailure(error: unknown): [number, string] {
  if (error instanceof RedisError) return [400, error.message]
  if (error instanceof BodyTooLarge) return [413, `ERR ${error.message}`]
  if (error instanceof SyntaxError || error instanceof URIError || error instanceof z.ZodError) {
    return [400, 'ERR failed to parse the command: expected a JSON array of words']
  }
  const message = error instanceof Error ? error.message : String(error)
  return [502, `ERR the Redis behind this server does not answer: ${message}`]
}
