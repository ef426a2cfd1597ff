/** DNS messages as RFC 1035 writes them: as much as a resolver's questions and this server's answers need. */

export const TYPES = { A: 1, NS: 2, CNAME: 5, SOA: 6, TXT: 16, AAAA: 28, CAA: 257 } as const
export type Type = keyof typeof TYPES
export const CODES = { ok: 0, servfail: 2, nxdomain: 3, refused: 5 } as const

const MAX_CHUNK_BYTES = 255
const TTL_SECONDS = 1
const CLASS_IN = 1
const HEADER_BYTES = 12

export interface Question {
  id: number
  /** Lower case, without the trailing dot; '' is the root. */
  name: string
  type: number
  recursionDesired: boolean
  /** The question as it came, to be sent back. */
  raw: Buffer
}

export interface ResourceRecord {
  name: string
  type: Type
  data: Buffer
}

/** The one question of a message. @throws RangeError for anything else */
export function readQuestion(message: Buffer): Question {
  if (message.readUInt16BE(4) !== 1) throw new RangeError('a message with one question was expected')
  const labels: string[] = []
  let at = HEADER_BYTES
  for (let length = message.readUInt8(at); length !== 0; length = message.readUInt8(at)) {
    if (length > 63) throw new RangeError('compressed names in questions are not read')
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return {
    id: message.readUInt16BE(0),
    name: labels.join('.').toLowerCase(),
    type: message.readUInt16BE(at + 1),
    recursionDesired: (message.readUInt16BE(2) & 0x0100) !== 0,
    raw: message.subarray(HEADER_BYTES, at + 5),
  }
}

export function writeAnswer(question: Question, code: number, records: ResourceRecord[]): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt16BE(question.id, 0)
  // A response, recursion available.
  header.writeUInt16BE(0x8080 | (question.recursionDesired ? 0x0100 : 0) | code, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(records.length, 6)
  return Buffer.concat([header, question.raw, ...records.map(writeRecord)])
}

function writeRecord({ name, type, data }: ResourceRecord): Buffer {
  const fixed = Buffer.alloc(10)
  fixed.writeUInt16BE(TYPES[type], 0)
  fixed.writeUInt16BE(CLASS_IN, 2)
  fixed.writeUInt32BE(TTL_SECONDS, 4)
  fixed.writeUInt16BE(data.length, 8)
  return Buffer.concat([writeName(name), fixed, data])
}

export function writeName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '')
  return Buffer.concat([...labels.map((label) => prefixed(Buffer.from(label, 'latin1'))), Buffer.from([0])])
}

/** One record of the given chunks; a text longer than a chunk may be is cut as name servers do it. */
export function writeText(value: string | string[]): Buffer {
  const chunks = Array.isArray(value) ? value : cut(value)
  return Buffer.concat(chunks.map((chunk) => prefixed(Buffer.from(chunk, 'utf8'))))
}

export function writeCaa({ flags = 0, tag, value }: { flags?: number; tag: string; value: string }): Buffer {
  return Buffer.concat([Buffer.from([flags]), prefixed(Buffer.from(tag)), Buffer.from(value)])
}

export function writeIpv4(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number))
}

export function writeIpv6(address: string): Buffer {
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0')
  const groups = [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16))
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]))
}

function cut(text: string): string[] {
  const chunks: string[] = []
  for (let at = 0; at < text.length || at === 0; at += MAX_CHUNK_BYTES)
    chunks.push(text.slice(at, at + MAX_CHUNK_BYTES))
  return chunks
}

function prefixed(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([bytes.length]), bytes])
}
