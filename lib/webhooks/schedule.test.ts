/** Eight tries over four hours. */
import { expect, it } from 'vitest'
import { HOUR } from '@/lib/clock'
import { MAX_TRIES, pauseAfter } from './schedule'

it('waits longer each time, and gives up after the eighth try, four hours after the first', () => {
  const pauses = Array.from({ length: MAX_TRIES - 1 }, (_, index) => pauseAfter(index + 1, 0) ?? 0)
  expect(MAX_TRIES).toBe(8)
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(4 * HOUR)
  expect(pauseAfter(MAX_TRIES)).toBeNull()
})

it('spreads tries of many over a tenth of the pause, earlier and never later', () => {
  expect(pauseAfter(1, 1)).toBe(27_000)
  expect(pauseAfter(1, 0)).toBe(30_000)
})
