/**
 * Whether visitors reach a domain securely: a TLS handshake for the name, with the certificate checked against it. Nothing is
 * sent over the connection. Danger: only ever called with addresses that are this platform's own, so that no merchant's
 * record makes this server knock at somebody else's door; that visitors are led there is what findings.ts judges.
 */
import { connect } from 'node:tls'
import { SECOND } from '@/lib/clock'

const HANDSHAKE_MS = 8 * SECOND
const HTTPS_PORT = 443

export type Handshake = 'secure' | 'no_connection' | 'wrong_certificate'

export interface HandshakeOptions {
  port?: number
  /** Authorities to believe in place of the system's. */
  ca?: string
  timeoutMs?: number
}

/** Tries the addresses in turn until one is secure; what the last one said otherwise. Never throws. */
export async function handshake(
  domain: string,
  addresses: readonly string[],
  options: HandshakeOptions = {},
): Promise<Handshake> {
  let last: Handshake = 'no_connection'
  for (const address of addresses.slice(0, 2)) {
    last = await handshakeAt(domain, address, options)
    if (last === 'secure') return last
  }
  return last
}

function handshakeAt(
  domain: string,
  host: string,
  { port = HTTPS_PORT, ca, timeoutMs = HANDSHAKE_MS }: HandshakeOptions,
): Promise<Handshake> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, servername: domain, ca, rejectUnauthorized: true, minVersion: 'TLSv1.2' })
    const end = (result: Handshake) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(result)
    }
    const timer = setTimeout(() => end('no_connection'), timeoutMs)
    socket.once('secureConnect', () => end(socket.authorized ? 'secure' : 'wrong_certificate'))
    socket.once('error', (error: Error & { code?: string }) =>
      end(isAboutCertificate(error.code) ? 'wrong_certificate' : 'no_connection'),
    )
    socket.once('close', () => end('no_connection'))
  })
}

/** Codes of Node's and OpenSSL's checks; everything else (refused, reset, an alert of the server's) is no connection. */
function isAboutCertificate(code = ''): boolean {
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID' || /CERT|SELF_SIGNED|ISSUER|VERIFY|CHAIN/.test(code)
}
