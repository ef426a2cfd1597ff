/** The proxy does to a transaction what it says: before, after, and instead of its COMMIT. */
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDatabase } from '@/tests/support/database'
import { Random } from '../random'
import { WireProxy } from './proxy'

const db = await openTestDatabase()
let proxy: WireProxy
let client: postgres.Sql

beforeAll(async () => {
  const url = new URL(db.url('stoa_app'))
  proxy = await WireProxy.open({ host: url.hostname, port: Number(url.port) })
  url.port = String(proxy.port)
  client = postgres(url.toString(), { max: 1, onnotice: () => {}, ssl: 'prefer' })
  await db.admin`create table public.marks (n int)`
  await db.admin`grant all on public.marks to stoa_app`
})
afterAll(async () => {
  await client.end({ timeout: 1 })
  await proxy.close()
})

const mark = (n: number) => client.begin((sql) => sql`insert into public.marks values (${n})`)
const seen = async (n: number) => (await db.admin`select from public.marks where n = ${n}`).length
const commitOfMarks = (when: 'before' | 'after') => ({
  when,
  matches: (statement: string, earlier: readonly string[]) =>
    /^commit/i.test(statement) && earlier.some((each) => /insert into public.marks/.test(each)),
})

it('stops a COMMIT before the server sees it, and lets it go', async () => {
  const caught = proxy.catch(commitOfMarks('before'))
  const marking = mark(1)
  const { release } = await caught
  expect(await seen(1)).toBe(0)
  release()
  await marking
  expect(await seen(1)).toBe(1)
})

it('rolls back what was stopped before its COMMIT when the client dies', async () => {
  const caught = proxy.catch(commitOfMarks('before'))
  const marking = mark(2)
  await caught
  proxy.dropAll()
  await expect(marking).rejects.toThrow()
  expect(await seen(2)).toBe(0)
})

it('stops the answer of a COMMIT that took effect', async () => {
  const caught = proxy.catch(commitOfMarks('after'))
  let answered = false
  const marking = mark(3).then(() => {
    answered = true
  })
  const { release } = await caught
  expect([await seen(3), answered]).toEqual([1, false])
  release()
  await marking
})

it('refuses COMMITs as PostgreSQL does, and nothing of them stays', async () => {
  const failing = proxy.failCommits(1, new Random(1))
  await expect(mark(4)).rejects.toMatchObject({ code: expect.stringMatching(/^(40001|40P01)$/) })
  expect(failing.stop()).toBe(1)
  expect(await seen(4)).toBe(0)
  await mark(5)
  expect(await seen(5)).toBe(1)
})
