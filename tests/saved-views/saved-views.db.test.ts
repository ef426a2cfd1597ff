/** Views of a list: the team's own, under names of their own, and nothing of them in another store. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readStore, withStore } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { NO_FILTER, orderQuery, readOrderQuery } from '@/lib/orders/order-filter'
import { changeView, createView, deleteView, listViews, VIEWS_MAX } from '@/lib/saved-views/views'
import { openTestDatabase } from '../support/database'

const opened = openTestDatabase()
let mine: number
let theirs: number

beforeAll(async () => {
  const { createStore } = await opened
  mine = await createStore('mine')
  theirs = await createStore('theirs')
})

const create = (storeId: number, name: string, query = 'payment=paid') =>
  withStore(storeId, (tx) => createView(tx, { resource: 'orders', name, query, userId: null }))
const names = async (storeId: number) =>
  (await readStore(storeId, (tx) => listViews(tx, 'orders'))).map(({ name }) => name)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof DomainError) return error.code
      throw error
    },
  )

describe('views', () => {
  it('are one store’s: another’s cannot be seen, renamed or deleted, and its names are free', async () => {
    const id = await create(mine, 'Paid, to be sent', 'payment=paid&fulfillment=open')
    expect(await names(theirs)).toEqual([])
    expect(await codeOf(withStore(theirs, (tx) => changeView(tx, id, { name: 'Taken' })))).toBe('not_found')
    expect(await codeOf(withStore(theirs, (tx) => deleteView(tx, id)))).toBe('not_found')
    expect(await codeOf(create(theirs, 'Paid, to be sent'))).toBe('done')
    expect(await names(mine)).toEqual(['Paid, to be sent'])
  })

  it('have one name each, also for two at once', async () => {
    const answers = await Promise.all([codeOf(create(mine, 'Twice')), codeOf(create(mine, 'Twice'))])
    expect(answers.sort()).toEqual(['conflict', 'done'])
    const id = await create(mine, 'Other')
    expect(await codeOf(withStore(mine, (tx) => changeView(tx, id, { name: 'Twice' })))).toBe('conflict')
    await withStore(mine, (tx) => changeView(tx, id, { name: 'Third' }))
    expect(await names(mine)).toEqual(['Paid, to be sent', 'Twice', 'Third'])
  })

  it('are limited, and gone when they are deleted', async () => {
    const left = VIEWS_MAX - (await names(mine)).length
    for (let n = 0; n < left; n++) await create(mine, `View ${n}`)
    expect(await codeOf(create(mine, 'One too many'))).toBe('conflict')
    const [first] = await readStore(mine, (tx) => listViews(tx, 'orders'))
    await withStore(mine, (tx) => deleteView(tx, first?.id ?? 0))
    expect(await names(mine)).not.toContain('Paid, to be sent')
    expect(await codeOf(withStore(mine, (tx) => deleteView(tx, first?.id ?? 0)))).toBe('not_found')
  })
})

it('a filter is one query string, and what is none is dropped', () => {
  const filter = {
    ...NO_FILTER,
    q: 'ada & co',
    fulfillment: 'open' as const,
    from: '2026-02-01',
    has: 'return' as const,
  }
  expect(readOrderQuery(orderQuery(filter))).toEqual(filter)
  expect(orderQuery(readOrderQuery('to=2026-99-99&payment=gold&after=1&has=note&q=%00'))).toBe('has=note')
  expect(orderQuery(readOrderQuery('placed=7d&from=2026-01-01'))).toBe('placed=7d')
})
