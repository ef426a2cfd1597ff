/** Hosts: what is canonical, what is a store, and that nothing hostile is ever either. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalHost, classifyHost, isStoreSlug } from './host'

const NAMES = { platformHost: 'stoa.example', storesDomain: 'stoa-shops.example' }
const kindOf = (raw: string) => {
  const host = canonicalHost(raw)
  return host === null ? 'invalid' : classifyHost(host, NAMES).kind
}

describe('canonicalHost', () => {
  it.each([
    ['acme.stoa-shops.example', 'acme.stoa-shops.example'],
    ['Acme.STOA-shops.Example:8443', 'acme.stoa-shops.example'],
    ['acme.stoa-shops.example.', 'acme.stoa-shops.example'],
    ['acme.stoa-shops.example.:443', 'acme.stoa-shops.example'],
    ['localhost:3000', 'localhost'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['Пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
  ])('%s -> %s', (raw, canonical) => expect(canonicalHost(raw)).toBe(canonical))

  it.each([
    '',
    '.',
    'acme..example',
    'acme.example..',
    '.acme.example',
    '-acme.example',
    'acme-.example',
    'ac_me.example',
    'acme.example:',
    'acme.example:0x50',
    'acme.example:99999',
    'acme.example:80:80',
    'user@acme.example',
    'acme.example/path',
    'acme.example\\path',
    'acme.example#x',
    'acme.example?x',
    'acme.example, other.example',
    'acme.example other.example',
    ' acme.example',
    'acme.example\t',
    'acme%2eexample',
    '%61cme.example',
    '127.0.0.1',
    '127.0.0.1:3000',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    'acme.127',
    '[::1]',
    '[::1]:3000',
    '::1',
    'xn--a.example',
    'xn--acme-.example',
    'xn--bcher-kva-.example',
    'ａcme.example',
    'ªcme.example',
    'ac\u00adme.example',
    'ac\u200bme.example',
    'ac\u200dme.example',
    'acme。example',
    'acme\u2024example',
    '\u202eacme.example',
    'ſtore.example',
    '\u212ailn.example',
    '\u0130.example.\u00ad',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
    `${'ü'.repeat(300)}.example`,
  ])('refuses %j', (raw) => expect(canonicalHost(raw)).toBeNull())

  it('refuses the absence of a host', () => {
    expect(canonicalHost(null)).toBeNull()
    expect(canonicalHost(undefined)).toBeNull()
  })
})

describe('classifyHost', () => {
  it.each([
    ['stoa.example', 'platform'],
    ['STOA.example.:443', 'platform'],
    ['acme.stoa-shops.example', 'subdomain'],
    ['stoa-shops.example', 'invalid'],
    ['a.b.stoa-shops.example', 'invalid'],
    ['www.acme.stoa-shops.example', 'invalid'],
    ['ab.stoa-shops.example', 'invalid'],
    ['xn--bcher-kva.stoa-shops.example', 'invalid'],
    ['acme.stoa.example', 'invalid'],
    ['acme', 'invalid'],
    ['shop.acme.example', 'custom'],
    ['stoa-shops.example.evil.test', 'custom'],
    ['acme.evil-stoa-shops.example', 'custom'],
  ])('%s is %s', (host, kind) => expect(kindOf(host)).toBe(kind))

  it('lets the platform own localhost and stores the names below it', () => {
    const local = { platformHost: 'localhost', storesDomain: 'localhost' }
    expect(classifyHost('localhost', local)).toEqual({ kind: 'platform' })
    expect(classifyHost('acme.localhost', local)).toEqual({ kind: 'subdomain', slug: 'acme' })
    expect(classifyHost('a.acme.localhost', local)).toEqual({ kind: 'invalid' })
  })
})

const STORE = `acme.${NAMES.storesDomain}`
const noise = fc.constantFrom(
  '.',
  '..',
  '-',
  '_',
  '%',
  '%2e',
  '/',
  '\\',
  '@',
  ':',
  ',',
  ';',
  '#',
  '?',
  ' ',
  '\t',
  '\0',
  '\r\n',
  '*',
  '[',
  ']',
  '"',
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
  'xn--',
  'a.',
  '1',
)
const spliced = fc.tuple(fc.nat(STORE.length), noise).map(([at, text]) => STORE.slice(0, at) + text + STORE.slice(at))
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }).map((text) => `${text}.${NAMES.storesDomain}`),
  fc.domain(),
  fc.ipV4Extended(),
  fc.ipV6(),
  fc.webAuthority({ withIPv4: true, withIPv6: true, withUserInfo: true, withPort: true }),
  spliced,
)

describe('hostile hosts', () => {
  it('never throw, and what is canonical stays as it is', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const host = canonicalHost(raw)
        if (host === null) return
        expect(host).toMatch(/^[a-z0-9.-]{1,253}$/)
        expect(canonicalHost(host)).toBe(host)
      }),
      { numRuns: 10_000 },
    )
  })

  it('never name a store unless they are its own name in another case, with a port or one trailing dot', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const host = canonicalHost(raw)
        const kind = host === null ? null : classifyHost(host, NAMES)
        if (kind?.kind !== 'subdomain') return
        const plain = raw
          .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
          .replace(/:\d+$/, '')
          .replace(/\.$/, '')
        expect(plain).toBe(`${kind.slug}.${NAMES.storesDomain}`)
        expect(isStoreSlug(kind.slug)).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })

  it('never reach a store by a character more', () => {
    fc.assert(
      fc.property(spliced, (raw) => {
        const host = canonicalHost(raw)
        const kind = host === null ? null : classifyHost(host, NAMES)
        if (raw === `${STORE}.`) return
        if (kind?.kind === 'subdomain') expect(kind.slug).not.toBe('acme')
      }),
      { numRuns: 10_000 },
    )
  })
})
