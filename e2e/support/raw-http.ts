/** One HTTP/1.1 request as bytes, so that what no client would send goes out as it is. */
import { connect } from 'node:net'

const TIMEOUT_MS = 20_000

export interface RawRequest {
  /** The value of Host, or several headers' worth of them. */
  bytes: Buffer
  path: string
  /** Further header lines, complete. */
  lines?: string[]
}

export interface RawAnswer {
  status: number
  body: string
}

export function sendRaw(port: number, { bytes, path, lines = [] }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port })
    const chunks: Buffer[] = []
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`no answer to ${bytes.toString('latin1')}`)))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)
      resolve({ status, body: text.slice(text.indexOf('\r\n\r\n') + 4) })
    })
    const head = [`GET ${path} HTTP/1.1`, 'Connection: close', 'Accept-Encoding: identity', ...lines].join('\r\n')
    socket.write(Buffer.concat([Buffer.from(`${head}\r\nHost: `), bytes, Buffer.from('\r\n\r\n')]))
  })
}
