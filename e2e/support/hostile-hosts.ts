/** Host headers that nobody honest sends, made from the names of real shops and from nothing, the same for the same seed. */

export interface HostileHost {
  bytes: Buffer
  /** Further header lines that name another host. */
  lines?: string[]
}

const WEIRD = [
  '\u00ad',
  '\u200b',
  '\u200d',
  '\u3002',
  '\uff0e',
  '\u2024',
  '\u202e',
  'ａ',
  'ª',
  'ß',
  'ſ',
  'İ',
  '\u212a',
  'é',
  '日本',
  '💥',
]
const MARKS = [
  '.',
  '..',
  '-',
  '_',
  '%',
  '%2e',
  '%00',
  '/',
  '\\',
  '@',
  ',',
  ';',
  '#',
  '?',
  ' ',
  '\t',
  '*',
  '[',
  ']',
  '"',
  "'",
  '<',
  '|',
  '~',
  '\x01',
  '\x7f',
]
const ADDRESSES = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '::1',
  '0.0.0.0',
  '10.0.0.1',
  '169.254.169.254',
]
const PORTS = ['', ':80', ':443', ':0', ':65535', ':65536', ':99999', ':', ':abc', ':-1', ':0x50', ':80:80', ':００']

export function hostileHosts(seed: number, count: number, names: string[], port: number): HostileHost[] {
  const random = generator(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const letters = (length: number, alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789-') =>
    Array.from({ length }, () => pick([...alphabet])).join('')
  const splice = (name: string, what: string) => {
    const at = Math.floor(random() * (name.length + 1))
    return name.slice(0, at) + what + name.slice(at)
  }
  const flip = (name: string) => [...name].map((c) => (random() < 0.5 ? c.toUpperCase() : c.toLowerCase())).join('')
  // From a small stock, so that the test spends its time on hosts and not on looking new names up.
  const labels = Array.from({ length: 40 }, () => letters(1 + Math.floor(random() * 12)))
  const label = () => pick(labels)
  const anyName = () => pick([...names, 'localhost', 'nobody.localhost', 'nobody.example.test'])

  const kinds: (() => HostileHost | string)[] = [
    () => flip(pick(names)) + pick(['', '.', `:${port}`, `.:${port}`, '..', '.:']),
    () => anyName() + pick(PORTS),
    () => splice(anyName(), pick(MARKS)),
    () => splice(anyName(), pick(WEIRD)),
    () => splice(anyName(), pick(MARKS)) + pick(PORTS),
    () => `${label()}.${anyName()}`,
    () => `${anyName()}.${label()}`,
    () => anyName().replaceAll('.', pick(['-', '..', '%2e', '\u3002', ''])),
    () => pick(ADDRESSES) + pick(PORTS),
    () => `${Array.from({ length: 2 + Math.floor(random() * 60) }, () => letters(1)).join('.')}.${pick(names)}`,
    () => letters(300, pick(['a', 'a.', 'ab-', 'xyz0123456789.'])),
    () => `${letters(64)}.${pick(names)}`,
    () => `xn--${label()}.${anyName()}`,
    () => `${pick(names)}, ${pick(names)}`,
    () => `${letters(5)}@${pick(names)}`,
    () => `${pick(['http://', '//', '/'])}${pick(names)}`,
    () => label() + pick(['', '.test', '.com', '.localhost']),
    () => '',
    () => ({
      bytes: Buffer.from(
        Array.from({ length: 1 + Math.floor(random() * 300) }, () => 0x20 + Math.floor(random() * 0xe0)),
      ),
    }),
    () => ({
      bytes: Buffer.from(`${label()}.example.test`),
      lines: [`X-Forwarded-Host: ${pick(names)}`, `Forwarded: host=${pick(names)}`],
    }),
    () => ({
      bytes: Buffer.from(`${label()}.example.test`),
      lines: [`X-Original-Host: ${pick(names)}`, `X-Store-Id: 1`, `X-Stoa-Store: 1`],
    }),
    () => ({ bytes: Buffer.from(`${label()}.example.test\r\nHost: ${pick(names)}`) }),
  ]
  return Array.from({ length: count }, () => {
    const made = pick(kinds)()
    return typeof made === 'string' ? { bytes: Buffer.from(made, 'utf8') } : made
  })
}

/** mulberry32: numbers from 0 to 1 that a seed decides. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
