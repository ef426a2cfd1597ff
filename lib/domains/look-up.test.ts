/** From records in a real name server to what the merchant reads: each way in which a domain can be wrong. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DnsServer, startDns } from '@/local/dns/server'
import { type Dns, openDns, resolverAnswers } from './dns'
import { judge, PROBLEMS } from './findings'
import { lookUp } from './look-up'
import { proofRecord, routingRecords } from './records'
import { findingWords, hasWords } from './words'

const TARGET = { cname: 'shops.stoa.test', addresses: ['192.0.2.10', '2001:db8::10'], authorities: ['letsencrypt.org'] }
const DOMAIN = 'shop.example.test'
const TOKEN = 'stoa-0123456789abcdef'

let server: DnsServer
let dns: Dns
/** Where nothing is said, so that nobody waits long for it. */
let impatient: Dns

beforeAll(async () => {
  server = await startDns()
  dns = await openDns(server.address)
  impatient = await openDns(server.address, 100)
})
afterAll(() => server.stop())
beforeEach(() => {
  server.clear()
  server.set('example.test', { ns: ['ns1.example.test'] })
})

const look = async (target = TARGET, by = dns) => judge(DOMAIN, TOKEN, await lookUp(by, DOMAIN, target), target)
const prove = (...txt: (string | string[])[]) => server.set(`_stoa-verify.${DOMAIN}`, { txt })

describe('the proof', () => {
  it.each([
    ['alone', [TOKEN]],
    ['beside others', ['v=spf1 -all', TOKEN]],
    ['in chunks', [['stoa-0123', '456789ab', 'cdef']]],
    ['with spaces around', [` ${TOKEN} `]],
  ])('is found %s', async (_, txt) => {
    prove(...txt)
    expect(await look()).toMatchObject({ proven: true })
  })

  it.each([
    ['another value', ['stoa-other'], 'record_differs'],
    ['a longer value', [`${TOKEN}0`], 'record_differs'],
    ['the value in quotation marks', [`"${TOKEN}"`], 'record_differs'],
    // Two records are not one in two chunks.
    ['halves as two records', ['stoa-0123456', '789abcdef'], 'record_differs'],
  ])('is not %s', async (_, txt, problem) => {
    prove(...txt)
    const { proven, disproven, finding } = await look()
    expect([proven, disproven, finding.problems[0]]).toEqual([false, true, problem])
    expect(findingWords(finding)[0]).toContain(`“${txt[0]}”`)
  })

  it('is missed, and looked for where it lands by mistake', async () => {
    expect((await look()).finding.problems).toContain('record_missing')
    server.set(`_stoa-verify.${DOMAIN}.example.test`, { txt: [TOKEN] })
    const { finding, proven } = await look()
    expect([proven, finding.problems[0]]).toEqual([false, 'record_misplaced'])
    expect(findingWords(finding)[0]).toContain(`_stoa-verify.${DOMAIN}.example.test`)
  })

  it('of a domain that does not exist', async () => {
    server.clear()
    expect((await look()).finding.problems[0]).toBe('domain_unknown')
  })

  it.each([
    ['servfail', 'dns_failed'],
    ['refused', 'dns_failed'],
    ['silence', 'dns_timeout'],
  ] as const)('is not disproven by %s', async (fail, problem) => {
    server.set(`_stoa-verify.${DOMAIN}`, { fail })
    const { proven, disproven, finding } = await look(TARGET, fail === 'silence' ? impatient : dns)
    expect([proven, disproven, finding.problems[0]]).toEqual([false, false, problem])
  })

  it('is never a CNAME to this platform', async () => {
    server.set(DOMAIN, { cname: TARGET.cname })
    expect(await look()).toMatchObject({ proven: false, pointsHere: true })
  })
})

describe('where it leads', () => {
  beforeEach(() => prove(TOKEN))

  it.each([
    ['a CNAME to the target', { cname: 'SHOPS.stoa.test.' }, []],
    ['the target’s addresses', { a: ['192.0.2.10'], aaaa: ['2001:db8::10'] }, []],
    ['nothing', {}, ['not_pointed']],
    ['another CNAME', { cname: 'elsewhere.test' }, ['points_elsewhere']],
    ['another address', { a: ['198.51.100.7'] }, ['points_elsewhere']],
    ['the right address and another', { a: ['192.0.2.10', '198.51.100.7'] }, ['conflicting_records']],
    ['the right address and another AAAA', { a: ['192.0.2.10'], aaaa: ['2001:db8::bad'] }, ['conflicting_records']],
  ])('%s', async (_, records, problems) => {
    server.set(DOMAIN, records)
    const { finding, pointsHere, proven } = await look()
    expect([proven, finding.problems, pointsHere]).toEqual([true, problems, problems.length === 0])
    const strangers = ['elsewhere.test', '198.51.100.7', '2001:db8::bad'].filter((one) =>
      JSON.stringify(records).includes(one),
    )
    for (const stranger of strangers) expect(findingWords(finding).join()).toContain(stranger)
  })

  it('asks for the target’s own addresses where none are configured', async () => {
    server.set('shops.stoa.test', { a: ['203.0.113.5'] })
    server.set(DOMAIN, { a: ['203.0.113.5'] })
    expect(await look({ ...TARGET, addresses: [] })).toMatchObject({ pointsHere: true })
  })
})

describe('CAA', () => {
  beforeEach(() => {
    prove(TOKEN)
    server.set(DOMAIN, { cname: TARGET.cname })
  })

  it.each([
    ['allows our authority', [{ tag: 'issue', value: 'letsencrypt.org; validationmethods=http-01' }], []],
    [
      'allows several',
      [
        { tag: 'issue', value: 'digicert.com' },
        { tag: 'issue', value: 'LetsEncrypt.org' },
      ],
      [],
    ],
    ['says nothing of issuing', [{ tag: 'iodef', value: 'mailto:a@example.test' }], []],
    ['allows another only', [{ tag: 'issue', value: 'digicert.com' }], ['caa_forbids']],
    ['allows nobody', [{ tag: 'issue', value: ';' }], ['caa_forbids']],
  ])('that %s', async (_, caa, problems) => {
    server.set('example.test', { caa })
    const { finding } = await look()
    expect(finding.problems).toEqual(problems)
    if (problems.length > 0) expect(findingWords(finding)[0]).toContain('example.test CAA issue')
  })

  it('of the nearest name counts', async () => {
    server.set('example.test', { caa: [{ tag: 'issue', value: ';' }] })
    server.set(DOMAIN, { a: ['192.0.2.10'], caa: [{ tag: 'issue', value: 'letsencrypt.org' }] })
    expect((await look()).finding.problems).toEqual([])
  })
})

it('tells a silent resolver from a silent name server', async () => {
  expect(await resolverAnswers(dns)).toBe(true)
  server.set('', { fail: 'silence' })
  expect(await resolverAnswers(impatient)).toBe(false)
})

it('has words for every problem', () => {
  expect(PROBLEMS.filter((problem) => !hasWords(problem))).toEqual([])
  for (const problem of PROBLEMS) expect(findingWords({ problems: [problem], seen: {} })[0]).toMatch(/\.$/)
})

it('names the records to set, below a zone and at it', () => {
  expect(proofRecord('shop.example.test', TOKEN)).toEqual({
    type: 'TXT',
    name: '_stoa-verify.shop.example.test',
    host: '_stoa-verify.shop',
    value: TOKEN,
  })
  expect(routingRecords('www.books.co.uk', TARGET)).toMatchObject([{ type: 'CNAME', host: 'www', value: TARGET.cname }])
  expect(routingRecords('books.co.uk', TARGET)).toMatchObject([{ type: 'A', host: '@', value: '192.0.2.10' }])
  expect(routingRecords('books.co.uk', { ...TARGET, addresses: [] })).toMatchObject([{ type: 'ALIAS', host: '@' }])
})
