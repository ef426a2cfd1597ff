/** From verified to secured, through the stand-in of Vercel's API: one call further each time, within its hourly limits. */
import { afterAll, beforeEach, expect, it } from 'vitest'
import { checkClaim } from '@/lib/domains/check-claim'
import { detachDomain } from '@/lib/domains/detach'
import { openDns } from '@/lib/domains/dns'
import type { Parties } from '@/lib/domains/inspect'
import { choosePrimary } from '@/lib/domains/primary'
import { takeTurn } from '@/lib/domains/provider-turns'
import { recheckDomain } from '@/lib/domains/recheck'
import { removeDomain } from '@/lib/domains/release'
import { secureDomain } from '@/lib/domains/secure'
import { vercel } from '@/lib/domains/vercel'
import { startVercel } from '@/local/vercel/server'
import { openScene } from './scene'

const standIn = await startVercel()
Object.assign(process.env, {
  VERCEL_TOKEN: standIn.token,
  VERCEL_PROJECT_ID: standIn.project,
  VERCEL_API_BASE: standIn.url,
})
const scene = await openScene()
const { db, dns, claim, publish, newStore, newDomain, passHours } = scene
afterAll(() => standIn.stop())

const RACERS = 8
/** What the handshake at the provider says next. */
let shaken: Awaited<ReturnType<Parties['handshake']>> = 'secure'
let shakenAt: readonly string[] = []
const parties = async (): Promise<Parties> => ({
  dns: await openDns(),
  provider: vercel(),
  handshake: async (_, addresses) => {
    shakenAt = addresses
    return shaken
  },
})
const secure = async (storeId: number, domain: string) => secureDomain(storeId, domain, await parties())
const rowOf = async (domain: string) =>
  (await db.admin`select certificate, finding->'problems' as problems from custom_domains where domain = ${domain}`)[0]

async function verified() {
  const [storeId, domain] = [await newStore(), newDomain()]
  publish(domain, (await claim(storeId, domain)).token)
  dns.set(domain, { cname: 'cname.vercel-dns.com' })
  await checkClaim(storeId, domain)
  return { storeId, domain }
}

beforeEach(() => {
  shaken = 'secure'
  passHours(2)
})

it('is added, and secured only after a handshake; then the first domain becomes the primary one', async () => {
  const { storeId, domain } = await verified()
  expect(await rowOf(domain)).toMatchObject({ certificate: 'pending' })
  await expect(choosePrimary(storeId, domain)).rejects.toMatchObject({ code: 'conflict' })
  shaken = 'no_connection'
  expect(await secure(storeId, domain)).toMatchObject({ state: 'waiting' })
  expect(standIn.domains.get(domain)).toMatchObject({ verified: true })
  expect(await rowOf(domain)).toEqual({ certificate: 'pending', problems: ['handshake_failed'] })
  const primary = async () =>
    (await db.admin`select primary_domain from stores where id = ${storeId}`)[0]?.primary_domain
  expect(await primary()).toBeNull()
  shaken = 'secure'
  expect(await secure(storeId, domain)).toEqual({ state: 'issued', waitMs: 0 })
  expect(await rowOf(domain)).toEqual({ certificate: 'issued', problems: [] })
  expect(shakenAt).toEqual(['76.76.21.21'])
  expect(await primary()).toBe(domain)
  expect(await scene.topics(storeId)).toEqual(['domain.claimed', 'domain.verified', 'domain.secured'])
})

it('waits where the domain leads elsewhere or a CAA record forbids it, and says so', async () => {
  const { storeId, domain } = await verified()
  dns.set(domain, { a: ['198.51.100.1'] })
  standIn.misconfigured.add(domain)
  expect(await secure(storeId, domain)).toMatchObject({ state: 'waiting' })
  expect(await rowOf(domain)).toEqual({ certificate: 'pending', problems: ['points_elsewhere'] })
  standIn.misconfigured.delete(domain)
  dns.set(domain, { a: ['76.76.21.21'], caa: [{ tag: 'issue', value: 'digicert.com' }] })
  expect(await secure(storeId, domain)).toMatchObject({ state: 'waiting' })
  expect(await rowOf(domain)).toEqual({ certificate: 'pending', problems: ['caa_forbids'] })
})

it('shows the record that the provider wants of a domain that another account used', async () => {
  const { storeId, domain } = await verified()
  const contested = { proven: false }
  standIn.contested.set(domain, contested)
  expect(await secure(storeId, domain)).toMatchObject({ state: 'waiting' })
  const [row] = await db.admin`select finding from custom_domains where domain = ${domain}`
  expect(row?.finding).toMatchObject({
    problems: ['provider_record'],
    seen: { provider: [expect.stringContaining(`TXT _vercel.${domain} = vc-domain-verify=`)] },
  })
  contested.proven = true
  expect(await secure(storeId, domain)).toMatchObject({ state: 'issued' })
})

it.each([
  [500, 'provider_unavailable'],
  [403, 'provider_refused'],
] as const)('says what an answer %i means, and goes on later', async (status, problem) => {
  const { storeId, domain } = await verified()
  standIn.failNext(status)
  expect(await secure(storeId, domain)).toMatchObject({ state: 'waiting' })
  expect((await rowOf(domain))?.problems).toEqual([problem])
  expect(await secure(storeId, domain)).toMatchObject({ state: 'issued' })
})

it('shows a certificate that stopped working, and forgets that when it works again', async () => {
  const { storeId, domain } = await verified()
  await secure(storeId, domain)
  shaken = 'wrong_certificate'
  expect(await recheckDomain(storeId, domain, { parties: await parties() })).toBe('proven')
  expect(await rowOf(domain)).toEqual({ certificate: 'failed', problems: ['wrong_certificate'] })
  shaken = 'secure'
  await recheckDomain(storeId, domain, { parties: await parties() })
  expect(await rowOf(domain)).toEqual({ certificate: 'issued', problems: [] })
})

it('is taken out of the project when it is removed, unless another store has it by then', async () => {
  const { storeId, domain } = await verified()
  await secure(storeId, domain)
  await detachDomain(domain)
  expect(standIn.domains.has(domain)).toBe(true)
  await removeDomain(storeId, domain)
  standIn.failNext(503)
  await expect(detachDomain(domain)).rejects.toThrow()
  await detachDomain(domain)
  await detachDomain(domain)
  expect(standIn.domains.has(domain)).toBe(false)
})

it('gives out fifty verifications and a hundred additions an hour, to all processes together', async () => {
  for (const [kind, limit] of [
    ['verify', 50],
    ['add', 100],
  ] as const) {
    const names = Array.from({ length: limit + 10 }, (_, n) => `${kind}${n}.example.test`)
    const waits = await racing(names, (name) => takeTurn(kind, name))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(limit)
    const later = names.filter((_, n) => waits[n] !== 0)
    // Who waits keeps its turn, and does not get a second one by asking again.
    const before = Number((await db.admin`select count(*) as n from provider_calls where kind = ${kind}`)[0]?.n)
    for (const name of later) expect(await takeTurn(kind, name)).toBeGreaterThan(3_500_000)
    const after = Number((await db.admin`select count(*) as n from provider_calls where kind = ${kind}`)[0]?.n)
    expect([before, after]).toEqual([limit + 10, limit + 10])
    const [most] = await db.admin`select max(n)::int as n from (
      select count(*) over (partition by kind order by due_at range between interval '1 hour' preceding and current row) as n
      from provider_calls where kind = ${kind}) w`
    expect(most?.n).toBe(limit)
  }
  passHours(1.1)
  expect(await takeTurn('verify', 'late.example.test')).toBe(0)
})

it('waits as long as the provider says when its own count is higher than ours', async () => {
  const { storeId, domain } = await verified()
  const at = Date.now()
  for (let n = 0; n < 100; n++) standIn.calls.push({ kind: 'add', at })
  const { state, waitMs } = await secure(storeId, domain)
  expect(state).toBe('waiting')
  expect(waitMs).toBeGreaterThan(3_000_000)
})

/** A few at a time, as processes race: all at once would wait for a connection longer than a request may. */
async function racing<T>(names: string[], take: (name: string) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let at = 0; at < names.length; at += RACERS) {
    results.push(...(await Promise.all(names.slice(at, at + RACERS).map(take))))
  }
  return results
}
