/** The name server of tests, asked by Node's own resolver: each kind of answer as the real ones give it. */
import { Resolver } from 'node:dns/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type DnsServer, startDns } from './server'

let server: DnsServer
const resolver = new Resolver({ timeout: 10_000, tries: 1 })
/** Of the one name that nothing is said of. */
const impatient = new Resolver({ timeout: 200, tries: 1 })

beforeAll(async () => {
  server = await startDns()
  for (const each of [resolver, impatient]) each.setServers([server.address])
})
afterAll(() => server.stop())
beforeEach(() => server.clear())

it('answers each type, and follows a CNAME to the addresses', async () => {
  server.set('shop.example.test', { cname: 'target.test' })
  server.set('target.test', { a: ['192.0.2.1', '192.0.2.2'], aaaa: ['2001:db8::1'], ns: ['ns1.target.test'] })
  expect(await resolver.resolveCname('shop.example.test')).toEqual(['target.test'])
  expect(await resolver.resolve4('SHOP.example.test')).toEqual(['192.0.2.1', '192.0.2.2'])
  expect(await resolver.resolve6('target.test')).toEqual(['2001:db8::1'])
  expect(await resolver.resolveNs('target.test')).toEqual(['ns1.target.test'])
})

it('cuts long texts, and sends chunks as they are given', async () => {
  server.set('a.test', { txt: ['x'.repeat(600), ['one', 'two']], caa: [{ tag: 'issue', value: 'letsencrypt.org' }] })
  const records = await resolver.resolveTxt('a.test')
  expect(records.map((chunks) => chunks.map(({ length }) => length))).toEqual([
    [255, 255, 90],
    [3, 3],
  ])
  expect(await resolver.resolveCaa('a.test')).toEqual([{ critical: 0, issue: 'letsencrypt.org' }])
})

it.each([
  ['nxdomain', 'ENOTFOUND'],
  ['servfail', 'ESERVFAIL'],
  ['refused', 'EREFUSED'],
  ['silence', 'ETIMEOUT'],
] as const)('fails with %s', async (fail, code) => {
  server.set('bad.test', { fail })
  const asked = fail === 'silence' ? impatient : resolver
  await expect(asked.resolveTxt('bad.test')).rejects.toMatchObject({ code })
})

it('tells a name without such records from a name that does not exist', async () => {
  server.set('_x.shop.test', { txt: ['here'] })
  await expect(resolver.resolveTxt('shop.test')).rejects.toMatchObject({ code: 'ENODATA' })
  await expect(resolver.resolveTxt('other.test')).rejects.toMatchObject({ code: 'ENOTFOUND' })
})

it('is set over HTTP', async () => {
  const put = await fetch(`${server.url}/names/over.http.test`, {
    method: 'PUT',
    body: JSON.stringify({ a: ['192.0.2.9'] }),
  })
  expect(put.status).toBe(200)
  expect(await resolver.resolve4('over.http.test')).toEqual(['192.0.2.9'])
  await fetch(`${server.url}/names/over.http.test`, { method: 'DELETE' })
  await expect(resolver.resolve4('over.http.test')).rejects.toMatchObject({ code: 'ENOTFOUND' })
  expect((await fetch(`${server.url}/names/x`, { method: 'PUT', body: '{"a":["no"]}' })).status).toBe(400)
})
