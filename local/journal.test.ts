import { appendFile, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Journal } from './journal'

let dir: string
let path: string
let counts: Map<string, number>

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stoa-journal-'))
  path = join(dir, 'journal.jsonl')
  counts = new Map()
})
afterEach(() => rm(dir, { recursive: true, force: true }))

type Rec = [key: string, count: number]
const open = (compactMinBytes?: number) =>
  Journal.open<Rec>({
    path,
    fsync: true,
    replay: ([key, count]) => counts.set(key, count),
    snapshot: () => counts,
    compactMinBytes,
  })

it('gives back what was appended, in order', async () => {
  const journal = await open()
  for (let i = 0; i < 100; i++) journal.append([`key ${i % 3} ü`, i])
  await journal.close()
  await (await open()).close()
  expect([...counts]).toEqual([
    ['key 0 ü', 99],
    ['key 1 ü', 97],
    ['key 2 ü', 98],
  ])
})

it('has written everything when settled', async () => {
  const journal = await open()
  journal.append(['a', 1])
  await journal.settled()
  expect(await readFile(path, 'utf8')).toBe('["a",1]\n')
  await journal.close()
})

it('cuts off a line torn by a crash and goes on after it', async () => {
  await writeFile(path, '["a",1]\n["b",2')
  const journal = await open()
  journal.append(['c', 3])
  await journal.close()
  counts.clear()
  await (await open()).close()
  expect([...counts]).toEqual([
    ['a', 1],
    ['c', 3],
  ])
})

it('refuses a file with a broken line in its middle rather than lose what follows', async () => {
  await writeFile(path, '["a",1]\n["b",\n["c",3]\n')
  await expect(open()).rejects.toThrow(/JSON/)
})

it('stays small when the same is written over and over', async () => {
  const journal = await open(2_000)
  for (let i = 0; i < 5_000; i++) {
    counts.set('a', i)
    journal.append(['a', i])
    if (i % 100 === 0) await journal.settled()
  }
  await journal.close()
  expect((await stat(path)).size).toBeLessThan(5_000)
  counts.clear()
  await (await open()).close()
  expect(counts.get('a')).toBe(4_999)
})

it('takes over the lock of a process that is gone, or that no longer touches it', async () => {
  const lock = `${path}.lock`
  await writeFile(lock, '999999999')
  await (await open()).close()
  await writeFile(lock, String(process.pid))
  const longAgo = new Date(Date.now() - 60_000)
  await utimes(lock, longAgo, longAgo)
  await (await open()).close()
})

it('waits for the present owner to let go', async () => {
  const first = await open()
  const second = open()
  await appendFile(path, '')
  setTimeout(() => first.close(), 300)
  const started = performance.now()
  await (await second).close()
  expect(performance.now() - started).toBeGreaterThan(250)
})
