/** The handshake, with real TLS servers and an authority made for the test. */
import { createServer as createTcp, type Server } from 'node:net'
import { createServer } from 'node:tls'
import { afterAll, expect, it } from 'vitest'
import { type Identity, makeAuthority } from '@/tests/support/certificates'
import { handshake } from './tls'

const DOMAIN = 'shop.example.test'
const DAY_MS = 86_400_000
const authority = makeAuthority()
const servers: Server[] = []

afterAll(() => {
  for (const server of servers) server.close()
})

async function portOf(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Shows `identity` to whoever names DOMAIN, as a proxy with certificates on demand does; ends every other connection. */
function tlsServer(identity: Identity): Promise<number> {
  const server = createServer({
    ...identity,
    SNICallback: (name, done) => done(name === DOMAIN ? null : new Error('unknown')),
  })
  server.on('tlsClientError', () => {})
  return portOf(server)
}

const ask = (port: number, options = {}) => handshake(DOMAIN, ['127.0.0.1'], { port, ca: authority.cert, ...options })

it('is secure with a certificate for the name, of an authority that is believed', async () => {
  expect(await ask(await tlsServer(authority.issue(DOMAIN)))).toBe('secure')
})

it.each([
  ['for another name', () => authority.issue('other.example.test')],
  ['of an unknown authority', () => makeAuthority('Somebody').issue(DOMAIN)],
  [
    'that has run out',
    () => authority.issue(DOMAIN, { from: new Date(Date.now() - 2 * DAY_MS), until: new Date(Date.now() - DAY_MS) }),
  ],
])('is not with one %s', async (_, identity) => {
  expect(await ask(await tlsServer(identity()))).toBe('wrong_certificate')
})

it('is no connection where nobody listens, nobody speaks TLS, nobody answers, or the name is turned away', async () => {
  const closed = await portOf(createTcp())
  servers.pop()?.close()
  expect(await ask(closed)).toBe('no_connection')
  expect(await ask(await portOf(createTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))))).toBe(
    'no_connection',
  )
  expect(await ask(await portOf(createTcp(() => {})), { timeoutMs: 300 })).toBe('no_connection')
  const other = await tlsServer(authority.issue(DOMAIN))
  expect(await handshake('other.example.test', ['127.0.0.1'], { port: other, ca: authority.cert })).toBe(
    'no_connection',
  )
  expect(await handshake(DOMAIN, [])).toBe('no_connection')
})

it('tries the next address', async () => {
  const port = await tlsServer(authority.issue(DOMAIN))
  expect(await handshake(DOMAIN, ['127.0.0.2', '127.0.0.1'], { port, ca: authority.cert })).toBe('secure')
})
