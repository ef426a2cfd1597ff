/** Names that merchants type: the canonical form, or the reason why not. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalHost } from '@/lib/tenancy/host'
import { MAX_DOMAIN_LENGTH, nativeName, readDomainName, zoneOf } from './name'

const NAMES = { platformHost: 'app.stoa.example', storesDomain: 'stoa-shops.example' }
const read = (typed: string) => readDomainName(typed, NAMES)

it.each([
  ['shop.example.test', 'shop.example.test'],
  ['  Shop.Example.TEST. ', 'shop.example.test'],
  ['https://www.books.co.uk/', 'www.books.co.uk'],
  ['HTTP://books.co.uk', 'books.co.uk'],
  ['books.co.uk:443', 'books.co.uk'],
  ['bücher.de', 'xn--bcher-kva.de'],
  ['bu\u0308cher.de', 'xn--bcher-kva.de'],
  ['xn--bcher-kva.de', 'xn--bcher-kva.de'],
  ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
  ['xn--e1afmkfd.xn--p1ai', 'xn--e1afmkfd.xn--p1ai'],
  ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ['books.github.io', 'books.github.io'],
  ['stoa.example.evil.test', 'stoa.example.evil.test'],
  ['not-stoa-shops.example', 'not-stoa-shops.example'],
  ['a.b.c.d.example.test', 'a.b.c.d.example.test'],
])('%s is %s', (typed, domain) => expect(read(typed)).toEqual({ domain }))

it.each([
  ['', /Enter a domain/],
  ['   ', /Enter a domain/],
  ['shop.example.test/cart', /without a path/],
  ['shop.example.test?x=1', /without a path/],
  ['me@example.test', /without a path/],
  ['my shop.com', /without a path/],
  ['*.example.test', /star/],
  ['192.0.2.1', /IP address/],
  ['192.0.2.1:8080', /IP address/],
  ['0x7f.1', /IP address/],
  ['2130706433', /IP address/],
  ['[2001:db8::1]', /IP address/],
  ['2001:db8::1', /IP address/],
  ['::ffff:192.0.2.1', /IP address/],
  ['localhost', /private networks/],
  ['shop.localhost', /private networks/],
  ['printer', /private networks/],
  ['nas.local', /private networks/],
  ['shop.internal', /private networks/],
  ['shop.lan', /private networks/],
  ['router.home.arpa', /private networks/],
  ['shop.onion', /private networks/],
  ['com', /private networks/],
  ['co.uk', /nobody’s own/],
  ['github.io', /nobody’s own/],
  ['s3.amazonaws.com', /nobody’s own/],
  ['xn--55qx5d.cn', /nobody’s own/],
  ['app.stoa.example', /the platform itself/],
  ['APP.stoa.example.', /the platform itself/],
  ['x.app.stoa.example', /the platform itself/],
  ['stoa.example', /the platform itself/],
  ['stoa-shops.example', /the platform itself/],
  ['acme.stoa-shops.example', /the platform itself/],
  ['a.b.stoa-shops.example', /the platform itself/],
  ['example.com', /reserved for examples/],
  ['shop.example.org', /reserved for examples/],
  ['shop..test', /not a domain name/],
  ['-shop.test', /not a domain name/],
  ['sh_op.test', /not a domain name/],
  ['shop.test:99999', /not a domain name/],
  ['ｓhop.test', /not a domain name/],
  ['sho\u200bp.test', /not a domain name/],
  ['sho\u00adp.test', /not a domain name/],
  [`${'a'.repeat(64)}.test`, /not a domain name/],
  [`${'a.'.repeat(130)}test`, /too long/],
  ['ü'.repeat(230), /private networks|too long|not a domain/],
  ['a'.repeat(5_000), /too long/],
])('refuses %j', (typed, reason) => expect(read(typed)).toEqual({ problem: expect.stringMatching(reason) }))

it('answers every text with a canonical name that is nobody’s, or with a sentence', () => {
  const anything = fc.oneof(
    fc.domain(),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => `${text}.example.test`),
    fc.domain().map((name) => `${name}.${NAMES.storesDomain}`),
    fc.ipV4Extended(),
    fc.ipV6(),
    fc.webUrl(),
  )
  fc.assert(
    fc.property(anything, (typed) => {
      const answer = read(typed)
      if ('problem' in answer) {
        expect(answer.problem).toMatch(/^[A-Z].+\.$/s)
        return
      }
      const { domain } = answer
      expect(canonicalHost(domain)).toBe(domain)
      expect(domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
      expect(domain.length).toBeLessThanOrEqual(MAX_DOMAIN_LENGTH)
      expect(domain.endsWith(NAMES.storesDomain) || domain.endsWith(NAMES.platformHost)).toBe(false)
      expect(read(domain)).toEqual({ domain })
    }),
    { numRuns: 1_500 },
  )
})
it('knows the zone of a name, and its own letters', () => {
  expect(zoneOf('www.books.co.uk')).toBe('books.co.uk')
  expect(zoneOf('shop.example.test')).toBe('example.test')
  expect(nativeName('xn--bcher-kva.de')).toBe('bücher.de')
  expect(nativeName('books.de')).toBeNull()
})
