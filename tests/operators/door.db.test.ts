/**
 * The one door to the operators' rooms, and the desk of a store that an operator looks into: everybody else is refused, also
 * when something is wrong, and an operator in one store is in no other.
 */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { codeOf, stepAt } from '@/lib/operators/totp'
import { PERMISSIONS } from '@/lib/team/permissions'
import { openTestDatabase, type TestDatabase } from '../support/database'
import { makeOperator, makePerson, type Person } from './scene'

/** Whose cookie the request carries. */
let cookie: Person | null = null
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'stoa.test', origin: 'https://stoa.test', 'sec-fetch-site': 'same-origin' }),
}))
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`)
  },
  notFound: () => {
    throw new Error('404')
  },
  unstable_rethrow: () => {},
}))
vi.mock('@/app/_auth/auth', () => ({
  auth: async () => {
    const { findLiveSession } = await import('@/lib/users/sessions')
    const live = cookie && (await findLiveSession(cookie.sessionId, cookie.userId))
    return live ? { user: { ...live, id: String(live.id), sid: live.sessionId } } : null
  },
}))

let db: TestDatabase
let door: typeof import('@/app/_auth/operator')
let desk: typeof import('@/app/_auth/session')
let visits: typeof import('@/lib/operators/impersonation')
let storeId: number
let otherId: number

beforeAll(async () => {
  db = await openTestDatabase()
  vi.stubEnv('PLATFORM_HOST', 'stoa.test')
  vi.stubEnv('STORES_DOMAIN', 'shops.test')
  storeId = await db.createStore('visited')
  otherId = await db.createStore('unvisited')
  door = await import('@/app/_auth/operator')
  desk = await import('@/app/_auth/session')
  visits = await import('@/lib/operators/impersonation')
  return () => vi.unstubAllEnvs()
})
beforeEach(() => {
  cookie = null
})

const enter = () => door.requireOperator('/operator/jobs')

describe('the door', () => {
  it('leads strangers to the log-in, shows merchants nothing, and operators through both steps', async () => {
    await expect(enter()).rejects.toThrow('redirect /login?next=%2Foperator%2Fjobs')
    cookie = await makePerson(db, 'a-merchant')
    await expect(enter()).rejects.toThrow('404')
    cookie = await makePerson(db, 'not-enrolled', 'operator')
    await expect(enter()).rejects.toThrow('redirect /operator/enrol')
    cookie = await makeOperator(db, 'enrolled')
    expect(await enter()).toMatchObject({ userId: cookie.userId, verified: true })
    await db.admin`update user_sessions set operator_verified_at = null where id = ${cookie.sessionId}`
    await expect(enter()).rejects.toThrow('redirect /operator/verify?next=%2Foperator%2Fjobs')
  })

  it('is shut once the session or the role is gone, and when nothing can be asked', async () => {
    cookie = await makeOperator(db, 'leaving')
    await enter()
    await db.admin`update user_sessions set revoked_at = now() where id = ${cookie.sessionId}`
    await expect(enter()).rejects.toThrow('redirect /login')
    cookie = await makeOperator(db, 'dismissed')
    await db.admin`delete from platform_operators where user_id = ${cookie.userId}`
    await expect(enter()).rejects.toThrow('404')
    cookie = await makeOperator(db, 'unlucky')
    await db.admin`alter table platform_operators rename to away`
    await expect(enter()).rejects.toThrow()
    await db.admin`alter table away rename to platform_operators`
    expect(await enter()).toMatchObject({ verified: true })
  })

  it('stands before every action', async () => {
    const { operatorAction } = await import('@/app/_actions/operator-action')
    const done: number[] = []
    const act = operatorAction(z.object({ n: z.int() }), async ({ userId }) => done.push(userId))
    const outcome = async () => {
      const result = await act({ n: 1 })
      return result.ok ? 'ok' : result.code
    }
    expect(await outcome()).toBe('unauthorized')
    cookie = await makePerson(db, 'acting-merchant')
    expect(await outcome()).toBe('not_found')
    cookie = await makePerson(db, 'acting-newcomer', 'operator')
    expect(await outcome()).toBe('forbidden')
    expect(done).toEqual([])
    cookie = await makeOperator(db, 'acting')
    expect(await act({ n: 'x' as unknown as number })).toMatchObject({ ok: false, code: 'invalid_request' })
    expect(await outcome()).toBe('ok')
    expect(done).toEqual([cookie.userId])
  })
})

it('codes are tried eight times in a quarter of an hour, and then not even the right one opens', async () => {
  const { enterCode } = await import('@/app/operator/second-step-actions')
  const { enrolmentSecret } = await import('@/lib/operators/second-step')
  cookie = await makeOperator(db, 'guessing')
  const secret = enrolmentSecret(cookie.userId, cookie.sessionId)
  const stale = codeOf(secret, stepAt(new Date()) - 9)
  const outcomes: string[] = []
  for (let n = 0; n < 8; n++) {
    const result = await enterCode({ code: stale, next: '/operator' })
    outcomes.push(result.ok ? 'ok' : result.code)
  }
  expect(outcomes).toEqual(Array(8).fill('invalid_request'))
  const right = codeOf(secret, stepAt(new Date()) + 1)
  expect(await enterCode({ code: right, next: '/operator' })).toMatchObject({ ok: false, code: 'rate_limited' })
  expect(await enterCode({ code: '12', next: '/operator' })).toMatchObject({ ok: false, code: 'invalid_request' })
})

describe('an operator in a store', () => {
  it('may what staff may and read the log, and nothing that moves money out or whose store it is', async () => {
    cookie = await makeOperator(db, 'visitor')
    await expect(desk.requireMembership('visited', 'orders.read')).rejects.toThrow('404')
    await visits.startImpersonation(cookie, storeId, 'a question about an order')
    const allowed: string[] = []
    for (const permission of PERMISSIONS) {
      const answer = await desk.authorizeMerchant('visited', permission).catch((error: { code: string }) => error.code)
      if (answer === 'forbidden') continue
      expect(answer).toMatchObject({ storeId, role: 'operator', userId: cookie.userId })
      allowed.push(permission)
    }
    expect(allowed).toEqual([
      'products.read',
      'products.write',
      'orders.read',
      'orders.write',
      'discounts.read',
      'settings.read',
      'audit.read',
    ])
  })

  it('is in no other store, not even one of the operator’s own', async () => {
    cookie = await makeOperator(db, 'owner-too')
    await db.admin`insert into memberships (store_id, user_id, role) values (${otherId}, ${cookie.userId}, 'owner')`
    expect(await desk.requireMembership('unvisited', 'orders.refund')).toMatchObject({ role: 'owner' })
    await visits.startImpersonation(cookie, storeId, 'a look at the shop')
    await expect(desk.requireMembership('unvisited', 'orders.read')).rejects.toThrow('404')
    await expect(desk.authorizeMerchant('unvisited', 'orders.read')).rejects.toMatchObject({ code: 'not_found' })
    expect(await visits.endImpersonation(cookie.sessionId, null, 'leaving')).toBe(storeId)
    expect(await desk.requireMembership('unvisited', 'orders.refund')).toMatchObject({ role: 'owner' })
    const back = `redirect /operator/stores/${storeId}?visit=over`
    await expect(desk.requireMembership('visited', 'orders.read')).rejects.toThrow(back)
    await expect(desk.requireMembership('nowhere', 'orders.read')).rejects.toThrow('404')
  })

  it('is out when the time is over, the role is taken away, or the session ends', async () => {
    const out = () => desk.requireMembership('visited', 'orders.read')
    const begin = async (name: string) => {
      cookie = await makeOperator(db, name)
      await visits.startImpersonation(cookie, storeId, 'a look at the shop')
      expect(await out()).toMatchObject({ role: 'operator' })
      return cookie
    }
    const timely = await begin('timely')
    await db.admin`update user_sessions set impersonation_ends_at = now() - interval '1 second' where id = ${timely.sessionId}`
    await expect(out()).rejects.toThrow(`redirect /operator/stores/${storeId}`)
    await expect(desk.authorizeMerchant('visited', 'orders.read')).rejects.toMatchObject({ code: 'unauthorized' })
    expect(await visits.endDueImpersonations(10)).toBe(1)
    await expect(out()).rejects.toThrow(`redirect /operator/stores/${storeId}?visit=over`)
    const dismissed = await begin('dismissed-visitor')
    await db.admin`delete from platform_operators where user_id = ${dismissed.userId}`
    await expect(out()).rejects.toThrow('404')
    const { endSession } = await import('@/app/_auth/end-session')
    const gone = await begin('gone')
    await endSession(gone.sessionId)
    await expect(out()).rejects.toThrow('redirect /login')
    await begin('reset-visitor')
    await (await import('@/lib/operators/commands')).resetOperator('reset-visitor@example.test')
    await expect(out()).rejects.toThrow('redirect /login')
  })

  it('signs every change with the visit', async () => {
    const { merchantAction } = await import('@/app/_actions/merchant-action')
    const { withStore } = await import('@/db/store')
    cookie = await makeOperator(db, 'signing')
    await visits.startImpersonation(cookie, storeId, 'a page was wrong')
    const { pages } = await import('@/db/schema/stores')
    const write = merchantAction('products.write', z.object({}), async (context) => {
      const page = { storeId: context.storeId, handle: 'about', title: 'About', bodyHtml: '' }
      await withStore(context.storeId, (tx) => tx.insert(pages).values(page))
      return null
    })
    expect(await write('visited', {})).toEqual({ ok: true, data: null })
    const [row] = await db.admin`select actor_kind, actor_id::int from audit_log
      where store_id = ${storeId} and subject = 'pages'`
    expect(row).toEqual({ actor_kind: 'impersonation', actor_id: cookie.userId })
    expect(await write('unvisited', {})).toMatchObject({ ok: false, code: 'not_found' })
  })
})
