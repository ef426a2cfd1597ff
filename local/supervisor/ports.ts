/** Ports of this machine: a free one for an embedded part, and whether the app's own is taken. */
import { createServer } from 'node:net'

/**
 * Below those that a system gives to whoever connects or asks for any: what is free here stays so until its process listens,
 * and while that process is started again.
 */
const FREE_PORTS = { from: 20_000, count: 10_000 }
const TRIES = 50

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = FREE_PORTS.from + Math.floor(Math.random() * FREE_PORTS.count)
    if ((await whyTaken(port)) === null) return port
  }
  throw new Error(`No free port was found from ${FREE_PORTS.from} on, in ${TRIES} tries.`)
}

/** Null when `port` can be listened on as the app does (every address); the system's error code otherwise. */
export async function whyTaken(port: number): Promise<string | null> {
  const wildcard = await tryListen(port, '::')
  const everyIpv4 = wildcard === 'EAFNOSUPPORT' || wildcard === 'EADDRNOTAVAIL'
  const reason = everyIpv4 ? await tryListen(port, '0.0.0.0') : wildcard
  return reason ?? (await tryListen(port, '127.0.0.1'))
}

/** Waits until `port` is free. Resolves with the last reason when it is not after `timeoutMs`. */
export async function waitUntilFree(port: number, timeoutMs: number): Promise<string | null> {
  const deadline = Date.now() + timeoutMs
  let reason = await whyTaken(port)
  while (reason === 'EADDRINUSE' && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    reason = await whyTaken(port)
  }
  return reason
}

function tryListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
}
