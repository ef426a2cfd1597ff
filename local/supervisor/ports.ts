/** Ports of this machine: a free one for an embedded part, and whether the app's own is taken. */
import { type AddressInfo, createServer } from 'node:net'

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
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
