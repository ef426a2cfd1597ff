import { expect, it, vi } from 'vitest'
import { keepAlive } from '@/local/supervisor/keep-alive'

/** A part whose death the test decides. */
function mortal() {
  let die: (reason: string) => void = () => {}
  const exited = new Promise<string>((resolve) => {
    die = resolve
  })
  return { exited, die, stop: vi.fn(async () => die('stopped')) }
}

it('starts a crashed part again, and gives up after a bounded number of crashes', async () => {
  vi.useFakeTimers()
  const onGiveUp = vi.fn()
  const parts: ReturnType<typeof mortal>[] = []
  const start = async () => {
    const part = mortal()
    parts.push(part)
    return part
  }
  await keepAlive(start, { name: 'part', log: () => {}, onGiveUp })
  for (let crash = 1; crash <= 6; crash++) {
    parts.at(-1)?.die('was ended by SIGKILL')
    await vi.advanceTimersByTimeAsync(8_000)
  }
  vi.useRealTimers()
  expect(parts).toHaveLength(6)
  expect(onGiveUp.mock.calls).toEqual([['part does not stay up (was ended by SIGKILL).']])
})

it('does not start a part again that was told to stop', async () => {
  vi.useFakeTimers()
  const start = vi.fn(async () => mortal())
  const kept = await keepAlive(start, { name: 'part', log: () => {}, onGiveUp: () => {} })
  await kept.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  expect(start).toHaveBeenCalledTimes(1)
  expect(kept.first.stop).toHaveBeenCalledTimes(1)
})
