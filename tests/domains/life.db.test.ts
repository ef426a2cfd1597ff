/** A domain's life on the real database and a real name server: claimed, proven, contested, chosen, removed. */
import { expect, it } from 'vitest'
import { withStore } from '@/db/store'
import { checkClaim, expireClaims, listAbandonedClaims } from '@/lib/domains/check-claim'
import { requestCheck } from '@/lib/domains/commands'
import { choosePrimary, setRedirect } from '@/lib/domains/primary'
import { listDomainRows } from '@/lib/domains/queries'
import { removeDomain } from '@/lib/domains/release'
import { PLANS } from '@/lib/plans/table'
import { openScene } from './scene'

const scene = await openScene()
const { db, claim, publish, newStore, newDomain, ownerOf, claimOf } = scene
const storeRow = async (id: number) =>
  (await db.admin`select primary_domain, redirect_to_primary from stores where id = ${id}`)[0]

it('is claimed, missed, found, and leads to its store as the primary address', async () => {
  const [storeId, domain] = [await newStore(), newDomain()]
  const { token } = await claim(storeId, ` HTTPS://${domain.toUpperCase()}/`)
  expect(await checkClaim(storeId, domain)).toEqual({ state: 'waiting', waitMs: 5_000 })
  expect(await checkClaim(storeId, domain)).toEqual({ state: 'waiting', waitMs: 10_000 })
  expect(await claimOf(storeId, domain)).toMatchObject({ status: 'pending', checks: 2, token })
  expect((await claimOf(storeId, domain))?.finding.problems[0]).toBe('domain_unknown')
  expect(await ownerOf(domain)).toBeNull()
  publish(domain, token)
  expect(await checkClaim(storeId, domain)).toEqual({ state: 'verified', waitMs: 0 })
  expect(await checkClaim(storeId, domain)).toEqual({ state: 'verified', waitMs: 0 })
  expect(await ownerOf(domain)).toBe(storeId)
  expect(await storeRow(storeId)).toMatchObject({ primary_domain: domain })
  expect(await scene.topics(storeId)).toEqual(['domain.claimed', 'domain.verified'])
})

it('is refused where this store has it or claims it, and where the name is none', async () => {
  const [storeId, domain] = [await newStore(), newDomain()]
  const refusal = (code: string) => expect.objectContaining({ code, fields: { domain: expect.any(String) } })
  await expect(claim(storeId, 'not a domain')).rejects.toEqual(refusal('invalid_request'))
  const { token } = await claim(storeId, domain)
  await expect(claim(storeId, domain)).rejects.toEqual(refusal('conflict'))
  publish(domain, token)
  await checkClaim(storeId, domain)
  await expect(claim(storeId, domain)).rejects.toEqual(refusal('conflict'))
  expect((await claimOf(storeId, domain))?.token).toBe(token)
  await expect(withStore(storeId, (tx) => requestCheck(tx, newDomain()))).rejects.toMatchObject({ code: 'not_found' })
})

it('tells nobody that another store has it, until the proof is there; and then keeps it where it is', async () => {
  const [holder, other, domain] = [await newStore(), await newStore(), newDomain()]
  publish(domain, (await claim(holder, domain)).token)
  await checkClaim(holder, domain)
  const free = await claim(other, newDomain())
  const taken = await claim(other, domain)
  expect(Object.keys(taken)).toEqual(Object.keys(free))
  await checkClaim(other, domain)
  await checkClaim(other, free.domain)
  expect((await claimOf(other, domain))?.finding.problems).not.toContain('held_elsewhere')
  publish(domain, (await claimOf(holder, domain))?.token, taken.token)
  expect(await checkClaim(other, domain)).toMatchObject({ state: 'waiting' })
  expect((await claimOf(other, domain))?.finding.problems[0]).toBe('held_elsewhere')
  expect(await ownerOf(domain)).toBe(holder)
})

it('goes to the one that is verified first when several race', async () => {
  const stores = await Promise.all(Array.from({ length: 6 }, newStore))
  const domain = newDomain()
  const tokens = await Promise.all(stores.map(async (storeId) => (await claim(storeId, domain)).token))
  publish(domain, ...tokens)
  const results = await Promise.all(
    stores.flatMap((storeId) => [checkClaim(storeId, domain), checkClaim(storeId, domain)]),
  )
  const winner = await ownerOf(domain)
  expect(stores).toContain(winner)
  for (const [i, storeId] of stores.entries()) {
    const mine = results.slice(i * 2, i * 2 + 2).map(({ state }) => state)
    if (storeId === winner) expect(mine).toContain('verified')
    else expect(mine).toEqual(['waiting', 'waiting'])
    expect((await scene.topics(storeId)).filter((topic) => topic === 'domain.verified')).toHaveLength(
      storeId === winner ? 1 : 0,
    )
  }
})

it('cannot be proven with another store’s token, or an earlier one of one’s own', async () => {
  const [one, two, domain] = [await newStore(), await newStore(), newDomain()]
  const first = await claim(one, domain)
  await claim(two, domain)
  publish(domain, first.token)
  expect(await checkClaim(two, domain)).toMatchObject({ state: 'waiting' })
  await removeDomain(one, domain)
  const second = await claim(one, domain)
  expect(second.token).not.toBe(first.token)
  expect(await checkClaim(one, domain)).toMatchObject({ state: 'waiting' })
  expect(await ownerOf(domain)).toBeNull()
})

it('ends as a claim after a week, and the run of an earlier claim with it', async () => {
  const [storeId, domain] = [await newStore(), newDomain()]
  await claim(storeId, domain)
  const claimedAt = Number(
    (
      await db.admin`select extract(epoch from created_at) * 1000 as ms from domain_claims
    where store_id = ${storeId}`
    )[0]?.ms,
  )
  scene.passHours(1)
  expect(await listAbandonedClaims(500)).toContainEqual({ storeId, domain })
  expect(await checkClaim(storeId, domain, claimedAt)).toMatchObject({ state: 'waiting' })
  scene.passHours(7 * 24)
  expect(await expireClaims(500)).toBeGreaterThan(0)
  expect(await checkClaim(storeId, domain, claimedAt)).toMatchObject({ state: 'ended' })
  expect(await claimOf(storeId, domain)).toMatchObject({ status: 'expired' })
  const again = await claim(storeId, domain)
  publish(domain, again.token)
  expect(await checkClaim(storeId, domain, claimedAt)).toMatchObject({ state: 'ended' })
  expect(await checkClaim(storeId, domain)).toMatchObject({ state: 'verified' })
})

it('counts towards the plan’s number of domains, also when two are added at once', async () => {
  const storeId = await newStore()
  for (let n = 1; n < PLANS.basic.limits.domains; n++) await claim(storeId, newDomain())
  const results = await Promise.allSettled([claim(storeId, newDomain()), claim(storeId, newDomain())])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('is chosen as the primary address, and left again by removing it', async () => {
  const [storeId, other] = [await newStore(), await newStore()]
  const domains = [newDomain(), newDomain()]
  for (const domain of domains) {
    publish(domain, (await claim(storeId, domain)).token)
    await checkClaim(storeId, domain)
  }
  const [first = '', second = ''] = domains
  expect(await storeRow(storeId)).toMatchObject({ primary_domain: first, redirect_to_primary: true })
  await choosePrimary(storeId, second)
  await setRedirect(storeId, false)
  expect(await storeRow(storeId)).toEqual({ primary_domain: second, redirect_to_primary: false })
  await expect(choosePrimary(other, second)).rejects.toMatchObject({ code: 'not_found' })
  await expect(choosePrimary(storeId, newDomain())).rejects.toMatchObject({ code: 'not_found' })
  await expect(removeDomain(other, second)).rejects.toMatchObject({ code: 'not_found' })
  expect(await ownerOf(second)).toBe(storeId)
  await removeDomain(storeId, second)
  expect(await ownerOf(second)).toBeNull()
  expect(await storeRow(storeId)).toMatchObject({ primary_domain: null })
  const rows = await withStore(storeId, listDomainRows)
  expect(rows.map(({ domain, state }) => [domain, state])).toEqual([[first, 'verified']])
  await expect(removeDomain(storeId, second)).rejects.toMatchObject({ code: 'not_found' })
})

it('of a closed store is anyone’s who proves it with a token of their own', async () => {
  const [closed, next, domain] = [await newStore(), await newStore(), newDomain()]
  const old = await claim(closed, domain)
  publish(domain, old.token)
  await checkClaim(closed, domain)
  await db.admin`update stores set status = 'closed' where id = ${closed}`
  const fresh = await claim(next, domain)
  expect(await checkClaim(next, domain)).toMatchObject({ state: 'waiting' })
  publish(domain, old.token, fresh.token)
  expect(await checkClaim(next, domain)).toMatchObject({ state: 'verified' })
  expect(await ownerOf(domain)).toBe(next)
  expect((await claimOf(closed, domain))?.token).not.toBe(old.token)
})

it('leaves lines in the audit log for what happened, and none for looks', async () => {
  const [storeId, domain] = [await newStore(), newDomain()]
  const { token } = await claim(storeId, domain)
  for (let n = 0; n < 3; n++) await checkClaim(storeId, domain)
  publish(domain, token)
  await checkClaim(storeId, domain)
  await removeDomain(storeId, domain)
  const rows =
    await db.admin`select action, subject, after::text as after from audit_log where store_id = ${storeId} order by id`
  expect(rows.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'insert domain_claims',
    'insert custom_domains',
    'update domain_claims',
    'update stores',
    'delete custom_domains',
    'update domain_claims',
    'update stores',
    'delete domain_claims',
  ])
  expect(rows.map(({ after }) => after).join()).not.toContain(token)
})
