/** Ids made by one process rise in the order they were made, whatever the clock does. */
import { afterEach, expect, it, vi } from 'vitest'
import { timeOfUuidv7, uuidv7 } from './ids'

afterEach(() => void vi.useRealTimers())

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

it('makes ids of version 7 that rise and never repeat, more of them than a millisecond has numbers', () => {
  const ids = Array.from({ length: 20_000 }, () => uuidv7())
  expect(ids.every((id) => FORM.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
})

it('says the millisecond, and goes on rising when the clock goes back', () => {
  vi.useFakeTimers()
  const at = Date.now() + 60_000
  vi.setSystemTime(at)
  const first = uuidv7()
  expect(timeOfUuidv7(first)).toBe(at)
  vi.setSystemTime(at - 5_000)
  expect(uuidv7() > first).toBe(true)
})
