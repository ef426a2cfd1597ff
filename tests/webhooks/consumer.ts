/** A merchant's server that takes webhooks, on a free port of this machine; keeps what it gets. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  path: string
  headers: Record<string, string>
  body: string
  /** When the whole of it was there; milliseconds since the epoch. */
  at: number
}

/** Answers a delivery, or leaves it hanging. */
export type Answering = (received: Received, res: ServerResponse) => void

export interface Consumer {
  url: string
  port: number
  /** In the order in which their bodies had arrived. */
  received: Received[]
  /** From now on; without one: 200. */
  answer(how: Answering | undefined): void
  /** Resolves when so many have arrived in all. */
  arrived(count: number): Promise<void>
  stop(): Promise<void>
}

export async function startConsumer(): Promise<Consumer> {
  const received: Received[] = []
  let answering: Answering | undefined
  let waiting: { count: number; tell: () => void }[] = []
  const server = createServer((req, res) => {
    readBody(req).then((body) => {
      const headers = Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)]))
      const one = { path: req.url ?? '', headers, body, at: Date.now() }
      received.push(one)
      for (const { count, tell } of waiting) if (received.length >= count) tell()
      waiting = waiting.filter(({ count }) => received.length < count)
      if (answering) answering(one, res)
      else res.writeHead(200).end('thank you')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    answer: (how) => {
      answering = how
    },
    arrived: (count) =>
      received.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, tell: resolve })),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readBody(req: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of req) body += chunk
  return body
}
