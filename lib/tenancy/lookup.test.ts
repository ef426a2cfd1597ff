/** A change of a host that Redis could not be told of is told again later, and a failure of the last try is not lost. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { log } from '@/lib/log'

const purge = vi.fn<() => Promise<void>>()
vi.mock('./resolve', () => ({ createResolver: () => ({ purge }) }))
vi.stubEnv('AUTH_SECRET', 'a-secret-for-tests-only')

const address = { kind: 'custom', domain: 'shop.example.test' } as const
const LONG_MS = 10 * 60_000

beforeEach(() => {
  vi.useFakeTimers()
  purge.mockReset()
})
afterEach(() => vi.restoreAllMocks())

it.each([
  [1, 2, 0],
  [3, 4, 0],
  [9, 4, 1],
])('%s failures: %s tries, %s lines in the log', async (failures, tries, lines) => {
  const line = vi.spyOn(log, 'error')
  for (let n = 0; n < failures; n++) purge.mockRejectedValueOnce(new Error('Redis did not answer in time'))
  purge.mockResolvedValue()
  const { purgeHost } = await import('./lookup')
  await expect(purgeHost(address)).rejects.toThrow('did not answer in time')
  await vi.advanceTimersByTimeAsync(LONG_MS)
  expect(purge).toHaveBeenCalledTimes(tries)
  expect(line).toHaveBeenCalledTimes(lines)
})
