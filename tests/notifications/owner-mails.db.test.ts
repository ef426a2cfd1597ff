/** What a store's owner hears in time: its deletion, the end of its trial, a plan unpaid or over; each once, and none in vain. */
import { beforeAll, describe, expect, it } from 'vitest'
import { withPlatform } from '@/db/platform'
import { ENDED_TRIAL, write } from '@/lib/billing/sync-plan'
import {
  sendDeletionAhead,
  sendPlanEnded,
  sendPlanPaymentFailed,
  sendTrialEnding,
} from '@/lib/notifications/send-store-mails'
import { getEnding, reopenStore, scheduleDeletion } from '@/lib/stores/close'
import { foretell } from '@/lib/stores/foretell'
import { openTestDatabase, type TestDatabase } from '../support/database'
import { openPostOffice } from './post-office'

const { mails } = openPostOffice()
const LIMIT = 50
let db: TestDatabase

beforeAll(async () => {
  db = await openTestDatabase()
  process.env.MAIL_FROM = 'Stoa <no-reply@stoa.localhost>'
  process.env.PLATFORM_HOST = 'stoa.localhost'
})

const told = (storeId: number, topic: string) =>
  db.admin`select id, payload from outbox where store_id = ${storeId} and topic = ${topic} order by created_at, id`
const ownerOf = (slug: string) => `${slug}@example.test`
const dueIn = (storeId: number, period: string) =>
  db.admin`update stores set delete_after = now() + ${period}::interval where id = ${storeId}`

describe('a store that is to be deleted', () => {
  /** What the job does with the events of this topic, twice each. */
  async function deliver(storeId: number, topic: 'store.deletion_scheduled' | 'store.deletion_near') {
    for (const { id, payload } of await told(storeId, topic)) {
      const event = { deleteAt: Number(payload.deleteAt), daysLeft: payload.daysLeft ?? null, eventId: id }
      await Promise.allSettled([sendDeletionAhead(storeId, event), sendDeletionAhead(storeId, event)])
    }
  }

  it('is told at once, with the date and how to keep it, and once however often it is asked for', async () => {
    const storeId = await db.createStore('leaving')
    await scheduleDeletion(storeId)
    await scheduleDeletion(storeId)
    await deliver(storeId, 'store.deletion_scheduled')
    const [mail, ...more] = await mails(ownerOf('leaving'))
    expect(more).toEqual([])
    const { deleteAfter } = await getEnding(storeId)
    const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(deleteAfter ?? 0)
    expect(mail?.subject).toBe('leaving is closed and will be deleted')
    for (const text of [mail?.text, mail?.html]) {
      expect(text).toContain(day)
      expect(text).toContain('Keep and open the store')
      expect(text).toContain('http://stoa.localhost/admin/leaving/settings/general')
    }
  })

  it('is told 7 days before and the day before, once each, however often the job runs', async () => {
    const storeId = await db.createStore('fading')
    await scheduleDeletion(storeId)
    const run = async () => {
      await foretell(LIMIT)
      return (await told(storeId, 'store.deletion_near')).map(({ payload }) => payload.daysLeft)
    }
    expect(await run()).toEqual([])
    await dueIn(storeId, '6 days 23 hours')
    expect(await run()).toEqual([7])
    expect(await run()).toEqual([7])
    await deliver(storeId, 'store.deletion_near')
    await db.admin`update outbox set created_at = created_at - interval '1 hour' where store_id = ${storeId}`
    const { deleteAfter } = await getEnding(storeId)
    await dueIn(storeId, '23 hours')
    expect(await run()).toEqual([7, 1])
    expect(await run()).toEqual([7, 1])
    await deliver(storeId, 'store.deletion_near')
    const subjects = (await mails(ownerOf('fading'))).map(({ subject }) => subject)
    expect(subjects).toEqual(['fading will be deleted tomorrow', 'fading will be deleted in 7 days'])
    expect(deleteAfter).not.toEqual((await getEnding(storeId)).deleteAfter)
  })

  it('that is kept hears no more of it, and from the start when it is deleted again', async () => {
    const storeId = await db.createStore('keeper')
    await scheduleDeletion(storeId)
    await dueIn(storeId, '5 days')
    await foretell(LIMIT)
    await reopenStore(storeId)
    await deliver(storeId, 'store.deletion_scheduled')
    await deliver(storeId, 'store.deletion_near')
    expect(await mails(ownerOf('keeper'))).toEqual([])
    await foretell(LIMIT)
    expect(await told(storeId, 'store.deletion_near')).toHaveLength(1)
    await scheduleDeletion(storeId)
    expect(await told(storeId, 'store.deletion_scheduled')).toHaveLength(2)
  })

  it('waits for the next run where there are more than one takes', async () => {
    const ids = [await db.createStore('first-of-two'), await db.createStore('second-of-two')]
    for (const [index, id] of ids.entries()) {
      await scheduleDeletion(id)
      await dueIn(id, `${2 + index} hours`)
    }
    const counts = async () => Promise.all(ids.map(async (id) => (await told(id, 'store.deletion_near')).length))
    await foretell(1)
    expect(await counts()).toEqual([1, 0])
    await foretell(1)
    expect(await counts()).toEqual([1, 1])
  })
})

describe('a trial', () => {
  const endsIn = (storeId: number, period: string) =>
    db.admin`update stores set trial_ends_at = now() + ${period}::interval where id = ${storeId}`
  const events = (storeId: number) => told(storeId, 'store.trial_ending')

  it('is told 3 days before its end, once', async () => {
    const storeId = await db.createStore('trying')
    await endsIn(storeId, '4 days')
    await foretell(LIMIT)
    expect(await events(storeId)).toEqual([])
    await endsIn(storeId, '71 hours')
    await foretell(LIMIT)
    await foretell(LIMIT)
    const [event, ...more] = await events(storeId)
    expect(more).toEqual([])
    for (const outcome of ['sent', 'already_sent'])
      expect(await sendTrialEnding(storeId, { eventId: event?.id })).toBe(outcome)
    const [mail] = await mails(ownerOf('trying'))
    expect(mail?.subject).toBe('The trial of trying ends soon')
    expect(mail?.text).toContain('http://stoa.localhost/admin/trying/settings/plan')
  })

  it('with a plan chosen is not told of, nor one of a closed store, nor one that is over', async () => {
    const chosen = await db.createStore('chosen')
    const closed = await db.createStore('closed')
    const over = await db.createStore('over')
    for (const id of [chosen, closed]) await endsIn(id, '1 day')
    await endsIn(over, '-1 hour')
    await db.admin`update stores set stripe_subscription_id = 'sub_1' where id = ${chosen}`
    await db.admin`update stores set status = 'closed' where id = ${closed}`
    await foretell(LIMIT)
    for (const id of [chosen, closed, over]) expect(await events(id)).toEqual([])
  })
})

describe('a plan', () => {
  const become = (storeId: number, planStatus: 'active' | 'past_due' | 'unpaid' | 'canceled') =>
    withPlatform((tx) => write(tx, storeId, { planStatus, stripeSubscriptionId: 'sub_1' }))
  const count = async (storeId: number) => [
    (await told(storeId, 'store.plan_payment_failed')).length,
    (await told(storeId, 'store.plan_ended')).map(({ payload }) => payload.end),
  ]

  it('whose charge fails is told of once for each time it turns so, and when it is given up', async () => {
    const storeId = await db.createStore('dunned')
    await become(storeId, 'active')
    for (const status of ['past_due', 'past_due'] as const) await become(storeId, status)
    expect(await count(storeId)).toEqual([1, []])
    const [failed] = await told(storeId, 'store.plan_payment_failed')
    for (const outcome of ['sent', 'already_sent'])
      expect(await sendPlanPaymentFailed(storeId, { eventId: failed?.id })).toBe(outcome)
    for (const status of ['unpaid', 'canceled'] as const) await become(storeId, status)
    expect(await count(storeId)).toEqual([1, ['unpaid']])
    const [ended] = await told(storeId, 'store.plan_ended')
    for (const outcome of ['sent', 'already_sent'])
      expect(await sendPlanEnded(storeId, { end: 'unpaid', eventId: ended?.id })).toBe(outcome)
    const [last, first] = await mails(ownerOf('dunned'))
    expect(first?.subject).toBe('The payment for dunned failed')
    expect(first?.text).toContain('Your shop stays open')
    expect(last?.subject).toBe('dunned is closed to shoppers: your plan is not paid')
    expect(last?.text).toContain('Pay what is open')
  })

  it('that was paid before the mail was written is not complained of', async () => {
    const storeId = await db.createStore('paid-again')
    await become(storeId, 'past_due')
    const [failed] = await told(storeId, 'store.plan_payment_failed')
    await become(storeId, 'unpaid')
    const [ended] = await told(storeId, 'store.plan_ended')
    await become(storeId, 'active')
    expect(await sendPlanPaymentFailed(storeId, { eventId: failed?.id })).toBe('nothing_to_send')
    expect(await sendPlanEnded(storeId, { end: 'unpaid', eventId: ended?.id })).toBe('nothing_to_send')
    expect(await mails(ownerOf('paid-again'))).toEqual([])
  })

  it('ends in words of its own after a trial, and silently with a deleted store', async () => {
    const storeId = await db.createStore('tried')
    await withPlatform((tx) => write(tx, storeId, ENDED_TRIAL))
    expect(await count(storeId)).toEqual([0, ['trial']])
    const [ended] = await told(storeId, 'store.plan_ended')
    expect(await sendPlanEnded(storeId, { end: 'trial', eventId: ended?.id })).toBe('sent')
    expect((await mails(ownerOf('tried')))[0]?.subject).toBe('tried is closed to shoppers: your trial is over')

    const gone = await db.createStore('gone')
    await become(gone, 'active')
    await scheduleDeletion(gone)
    await become(gone, 'canceled')
    const [silent] = await told(gone, 'store.plan_ended')
    expect(await sendPlanEnded(gone, { end: 'canceled', eventId: silent?.id })).toBe('nothing_to_send')
  })
})
