/**
 * The dangling domain: its records are gone, days pass, and it must neither lead to the shop for ever nor be anybody's who
 * cannot prove it anew.
 */
import { expect, it } from 'vitest'
import { checkClaim } from '@/lib/domains/check-claim'
import { checkDomain } from '@/lib/domains/check-domain'
import { listForRecheck, recheckDomain, recheckDue } from '@/lib/domains/recheck'
import { openScene } from './scene'

const scene = await openScene()
const { db, claim, publish, unpublish, newStore, newDomain, ownerOf, passHours } = scene

async function connected() {
  const [storeId, domain] = [await newStore(), newDomain()]
  const { token } = await claim(storeId, domain)
  publish(domain, token)
  await checkClaim(storeId, domain)
  return { storeId, domain, token }
}

const failing = async (storeId: number) =>
  (
    await db.admin`select payload->>'failures' as n from outbox where store_id = ${storeId} and topic = 'domain.failing' order by created_at, id`
  ).map(({ n }) => Number(n))
const rowOf = async (domain: string) =>
  (await db.admin`select failures, failing_since, finding from custom_domains where domain = ${domain}`)[0]

it('is warned of twice, let go at the third failure in 72 hours, and then only a fresh token of its own helps anybody', async () => {
  const { storeId, domain, token } = await connected()
  const other = await newStore()
  unpublish(domain)
  for (const [hours, result] of [
    [24, 'failing'],
    [24, 'failing'],
  ] as const) {
    passHours(hours)
    expect(await recheckDomain(storeId, domain)).toBe(result)
    expect(await ownerOf(domain)).toBe(storeId)
  }
  passHours(24)
  expect(await recheckDomain(storeId, domain)).toBe('released')
  expect(await ownerOf(domain)).toBeNull()
  expect(await failing(storeId)).toEqual([1, 2])
  expect((await scene.topics(storeId)).at(-1)).toBe('domain.released')
  expect((await db.admin`select primary_domain from stores where id = ${storeId}`)[0]?.primary_domain).toBeNull()

  // The old record comes back: it proves nothing, for nobody.
  publish(domain, token)
  const mine = await claim(other, domain)
  expect(await checkClaim(storeId, domain)).toMatchObject({ state: 'ended' })
  expect(await checkClaim(other, domain)).toMatchObject({ state: 'waiting' })
  const again = await claim(storeId, domain)
  expect(again.token).not.toBe(token)
  expect(await checkClaim(storeId, domain)).toMatchObject({ state: 'waiting' })
  publish(domain, token, mine.token)
  expect(await checkClaim(other, domain)).toMatchObject({ state: 'verified' })
  expect(await ownerOf(domain)).toBe(other)
})

it('is not let go by three failures within hours, nor by one look after days', async () => {
  const { storeId, domain } = await connected()
  unpublish(domain)
  for (let n = 0; n < 4; n++) expect(await recheckDomain(storeId, domain)).toBe('failing')
  const second = await connected()
  unpublish(second.domain)
  passHours(100)
  expect(await recheckDomain(second.storeId, second.domain)).toBe('failing')
  expect(await recheckDomain(second.storeId, second.domain)).toBe('failing')
  expect(await ownerOf(second.domain)).toBe(second.storeId)
  expect(await recheckDomain(second.storeId, second.domain)).toBe('released')
})

it('begins anew when the record is back', async () => {
  const { storeId, domain, token } = await connected()
  unpublish(domain)
  passHours(30)
  await recheckDomain(storeId, domain)
  await recheckDomain(storeId, domain)
  publish(domain, token)
  expect(await recheckDomain(storeId, domain)).toBe('proven')
  expect(await rowOf(domain)).toMatchObject({ failures: 0, failing_since: null })
  unpublish(domain)
  passHours(71)
  for (let n = 0; n < 3; n++) expect(await recheckDomain(storeId, domain)).toBe('failing')
  passHours(1)
  expect(await recheckDomain(storeId, domain)).toBe('released')
})

it('whose name servers do not answer is given two weeks', async () => {
  const { storeId, domain } = await connected()
  scene.dns.set(`_stoa-verify.${domain}`, { fail: 'servfail' })
  passHours(80)
  for (let n = 0; n < 4; n++) expect(await recheckDomain(storeId, domain)).toBe('failing')
  expect((await rowOf(domain))?.finding.problems).toContain('dns_failed')
  passHours(14 * 24)
  expect(await recheckDomain(storeId, domain)).toBe('released')
})

it('is not held responsible for a resolver that is silent itself', async () => {
  const { storeId, domain } = await connected()
  scene.dns.set(`_stoa-verify.${domain}`, { fail: 'servfail' })
  scene.dns.set('', { fail: 'servfail' })
  passHours(400)
  for (let n = 0; n < 4; n++) expect(await recheckDomain(storeId, domain)).toBe('unclear')
  expect(await rowOf(domain)).toMatchObject({ failures: 0 })
  expect(await failing(storeId)).toEqual([])
})

it('is not counted against when a person asks for a look', async () => {
  const { storeId, domain } = await connected()
  unpublish(domain)
  passHours(100)
  for (let n = 0; n < 4; n++) expect(await checkDomain(storeId, domain)).toBe('failing')
  expect(await ownerOf(domain)).toBe(storeId)
  expect(await rowOf(domain)).toMatchObject({
    failures: 0,
    finding: { problems: expect.arrayContaining(['domain_unknown']) },
  })
})

it('that an operator connected by hand has no token, and is left alone', async () => {
  const [storeId, domain] = [await newStore(), newDomain()]
  await db.admin`insert into custom_domains (store_id, domain, verified_at) values (${storeId}, ${domain}, now())`
  for (let n = 0; n < 4; n++) expect(await recheckDomain(storeId, domain)).toBe('unchecked')
  expect(await ownerOf(domain)).toBe(storeId)
})

it('comes up when its day is over, the longest ago first', async () => {
  const due = await connected()
  passHours(12)
  const later = await connected()
  expect(await listForRecheck(500)).not.toContainEqual({ storeId: due.storeId, domain: due.domain })
  passHours(13)
  expect(await listForRecheck(500)).toContainEqual({ storeId: due.storeId, domain: due.domain })
  expect(await listForRecheck(500)).not.toContainEqual({ storeId: later.storeId, domain: later.domain })
  const { settled } = await recheckDue(500)
  expect(settled).toBeGreaterThan(0)
  expect(await recheckDue(500)).toEqual({ settled: 0, released: 0 })
})

it('removed and connected anew while DNS was asked is not blamed for the old token', async () => {
  const { storeId, domain } = await connected()
  unpublish(domain)
  const { openDns } = await import('@/lib/domains/dns')
  const { removeDomain } = await import('@/lib/domains/release')
  const dns = await openDns()
  const meanwhile = {
    ...dns,
    txt: async (name: string) => {
      const answer = await dns.txt(name)
      if (!name.startsWith('_stoa-verify') || answer.kind === 'found') return answer
      await removeDomain(storeId, domain)
      publish(domain, (await claim(storeId, domain)).token)
      await checkClaim(storeId, domain)
      return answer
    },
  }
  const parties = { dns: meanwhile, provider: null, handshake: async () => 'secure' as const }
  expect(await recheckDomain(storeId, domain, { parties })).toBe('gone')
  expect(await rowOf(domain)).toMatchObject({ failures: 0 })
})
