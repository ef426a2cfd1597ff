import { expect, it } from 'vitest'
import { toMinor } from './cart-json'

it('turns hundredths into minor units of each currency', () => {
  expect(toMinor(2900, 'USD')).toBe(2900)
  expect(toMinor(100_000, 'JPY')).toBe(1000)
  expect(toMinor(1250, 'KWD')).toBe(12_500)
})
