/** Any text comes back from a CSV file as it was, and none begins like a formula in it. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvLines, unguarded } from './cells'

const sign = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', 'a', ' ', '1')
const cell = fc.oneof(
  fc.string(),
  fc.array(sign, { maxLength: 6 }).map((signs) => signs.join('')),
)

it('round trips, guarded', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (lines) => {
      const read = parse(csvLines([['a', 'b'], ...lines]), { record_delimiter: '\n' }).slice(1)
      expect(read.flat().filter((text) => /^[=+\-@\t\r\n]/.test(text))).toEqual([])
      expect(read.map((line) => line.map(unguarded))).toEqual(lines)
    }),
  )
})

it('leaves numbers bare and nothing empty', () => {
  expect(csvLines([[-3, true, null, '', 'x']])).toBe('-3,true,,,x\n')
})
