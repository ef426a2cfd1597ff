/**
 * A name server for tests: UDP on the loopback address, its names set in this process or over HTTP:
 * `PUT /names/{name}` with the JSON of zones.ts, `DELETE /names/{name}`, `DELETE /names`.
 * Point DNS_SERVER at `address`. `npm start` runs none: without DNS_SERVER the system's resolver is asked.
 */
import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import { close, listen, readBody, sendJson } from '@/local/http'
import { CODES, type Question, readQuestion, writeAnswer } from './wire'
import { type Name, nameSchema, Zones } from './zones'

const MAX_BODY_BYTES = 64 * 1024

export interface DnsServer {
  /** `127.0.0.1:port`, for DNS_SERVER. */
  address: string
  /** Where names are set over HTTP. */
  url: string
  set(name: string, records: Name): void
  remove(name: string): void
  clear(): void
  /** Every question so far, `type name`, oldest first. */
  asked: string[]
  stop(): Promise<void>
}

export async function startDns(): Promise<DnsServer> {
  const zones = new Zones()
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    let question: Question
    try {
      question = readQuestion(message)
    } catch {
      return
    }
    asked.push(`${question.type} ${question.name}`)
    const reply = zones.answer(question)
    if (reply) socket.send(writeAnswer(question, reply.code ?? CODES.servfail, reply.records), from.port, from.address)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', resolve)
  })
  const control = createServer((req, res) => {
    change(zones, req.method ?? '', req.url ?? '', () => readBody(req, MAX_BODY_BYTES)).then(
      () => sendJson(res, 200, { ok: true }),
      (error: unknown) => sendJson(res, 400, { error: String(error) }),
    )
  })
  return {
    address: `127.0.0.1:${socket.address().port}`,
    url: await listen(control),
    set: (name, records) => zones.set(name, records),
    remove: (name) => zones.remove(name),
    clear: () => zones.clear(),
    asked,
    stop: async () => {
      await close(control)
      await new Promise<void>((resolve) => socket.close(() => resolve()))
    },
  }
}

async function change(zones: Zones, method: string, path: string, body: () => Promise<string>): Promise<void> {
  const name = decodeURIComponent(/^\/names\/([^/]+)$/.exec(path)?.[1] ?? '')
  if (method === 'PUT' && name !== '') return zones.set(name, nameSchema.parse(JSON.parse(await body())))
  if (method === 'DELETE' && name !== '') return zones.remove(name)
  if (method === 'DELETE' && path === '/names') return zones.clear()
  throw new Error(`${method} ${path} is not known`)
}
