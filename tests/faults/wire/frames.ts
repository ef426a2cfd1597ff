/** PostgreSQL's wire format, version 3, as far as a proxy needs it: frames, the statements in them, and three answers. */

export interface Frame {
  /** The message's letter; empty for the untyped messages that open a connection. */
  type: string
  raw: Buffer
}

const SSL_REQUEST = 80_877_103
const GSS_REQUEST = 80_877_104

/** Cuts a byte stream into frames. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0)

  /** `untyped`: how many messages without a letter come first. */
  constructor(private untyped: number) {}

  read(chunk: Buffer): Frame[] {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk])
    const frames: Frame[] = []
    for (;;) {
      const head = this.untyped > 0 ? 0 : 1
      if (this.rest.length < head + 4) return frames
      const length = head + this.rest.readInt32BE(head)
      if (this.rest.length < length) return frames
      const raw = this.rest.subarray(0, length)
      this.rest = this.rest.subarray(length)
      if (head === 0 && !isNegotiation(raw)) this.untyped -= 1
      frames.push({ type: head === 0 ? '' : String.fromCharCode(raw[0] ?? 0), raw })
    }
  }
}

/** A question for encryption, which is answered with one letter; the opening message follows. */
export function isNegotiation(raw: Buffer): boolean {
  return raw.length === 8 && [SSL_REQUEST, GSS_REQUEST].includes(raw.readInt32BE(4))
}

/** What a connection has prepared under which name. */
export type Prepared = Map<string, string>

/** The statement that this message has executed, if it is of that kind; a Parse is remembered. */
export function statementIn({ type, raw }: Frame, prepared: Prepared): string | null {
  if (type === 'Q') return textAt(raw, 5)
  if (type === 'P') {
    const name = textAt(raw, 5)
    prepared.set(name, textAt(raw, 5 + Buffer.byteLength(name) + 1))
  }
  if (type !== 'B') return null
  const portal = textAt(raw, 5)
  return prepared.get(textAt(raw, 5 + Buffer.byteLength(portal) + 1)) ?? null
}

/** Whether PostgreSQL ends its answer to this message with ReadyForQuery. */
export function endsRound(type: string): boolean {
  return type === 'Q' || type === 'S' || type === ''
}

/** A simple query, as a client sends it. */
export function simpleQuery(text: string): Buffer {
  return framed('Q', Buffer.from(`${text}\0`))
}

/** An error as the server reports it, followed by ReadyForQuery outside of a transaction. */
export function errorAnswer(code: string, message: string): Buffer {
  const fields = `SERROR\0VERROR\0C${code}\0M${message}\0\0`
  return Buffer.concat([framed('E', Buffer.from(fields)), framed('Z', Buffer.from('I'))])
}

function framed(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

function textAt(raw: Buffer, start: number): string {
  return raw.toString('utf8', start, raw.indexOf(0, start))
}
