import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runningOwner, takeLock, waitForOwner } from '@/local/supervisor/data-lock'
import { startMark } from '@/local/supervisor/processes'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stoa-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function writeOwner(owner: { pid: number; mark: string; stopping?: boolean }): void {
  writeFileSync(join(folder, 'stoa.lock'), JSON.stringify({ url: 'http://localhost:1', stopping: false, ...owner }))
}

it('refuses a second owner in one sentence, and lets it in after release', async () => {
  const lock = await takeLock(folder, 'http://localhost:3000')
  await expect(takeLock(folder, 'x')).rejects.toThrow(/^Stoa already runs on STOA_DATA_DIR .* pid \d+\); .*\.$/)
  expect(runningOwner(folder)?.pid).toBe(process.pid)
  lock.release()
  expect(existsSync(join(folder, 'stoa.lock'))).toBe(false)
  const next = await takeLock(folder, 'x')
  next.release()
})

it("takes over a dead owner's lock", async () => {
  const child = spawn(process.execPath, ['--eval', ''])
  await once(child, 'exit')
  writeOwner({ pid: child.pid ?? 0, mark: 'whenever' })
  expect(await waitForOwner(folder)).toBe(true)
  const lock = await takeLock(folder, 'x')
  expect(runningOwner(folder)?.pid).toBe(process.pid)
  lock.release()
})

it('is not fooled by another process that was given the same pid', async () => {
  writeOwner({ pid: process.pid, mark: 'an earlier start' })
  expect(runningOwner(folder)).toBeUndefined()
  const lock = await takeLock(folder, 'x')
  lock.release()
})

it('waits for an owner that is stopping', async () => {
  const child = spawn(process.execPath, ['--eval', 'setTimeout(() => {}, 700)'])
  const exited = once(child, 'exit')
  const mark = startMark(child.pid ?? 0) ?? ''
  writeOwner({ pid: child.pid ?? 0, mark, stopping: true })
  expect(await waitForOwner(folder)).toBe(true)
  expect((await exited)[0]).toBe(0)
})

it('gives the lock to one of many that want it at once', async () => {
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(folder, 'x')))
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
})
