import { describe, expect, it } from 'vitest'
import { combinations, rowsFor } from './combinations'
import { sanitizeDescription } from './description'
import { freeHandle, handleOf } from './handles'

interface Row {
  values: string[]
  id: number | null
  price: string
}
const derive = (from: Row | undefined, values: string[]): Row => ({ values, id: null, price: from?.price ?? '' })

it('combines options in order', () => {
  expect(
    combinations([
      ['a', 'b'],
      ['1', '2'],
    ]),
  ).toEqual([
    ['a', '1'],
    ['a', '2'],
    ['b', '1'],
    ['b', '2'],
  ])
  expect(combinations([])).toEqual([[]])
})

describe('rowsFor', () => {
  it('keeps what stays and copies prices to what is new', () => {
    const rows = [{ values: ['S'], id: 1, price: '5' }]
    expect(rowsFor([['S', 'L']], rows, derive)).toEqual([rows[0], { values: ['L'], id: null, price: '5' }])
  })

  it('lets a variant grow when an option is added', () => {
    const rows = [
      { values: ['S'], id: 1, price: '5' },
      { values: ['L'], id: 2, price: '7' },
    ]
    expect(
      rowsFor(
        [
          ['S', 'L'],
          ['red', 'blue'],
        ],
        rows,
        derive,
      ),
    ).toEqual([
      { values: ['S', 'red'], id: 1, price: '5' },
      { values: ['S', 'blue'], id: null, price: '5' },
      { values: ['L', 'red'], id: 2, price: '7' },
      { values: ['L', 'blue'], id: null, price: '7' },
    ])
  })

  it('keeps the first of those that become alike when an option goes', () => {
    const rows = [
      { values: ['S', 'red'], id: 1, price: '5' },
      { values: ['S', 'blue'], id: 2, price: '6' },
    ]
    expect(rowsFor([['S']], rows, derive)).toEqual([{ values: ['S'], id: 1, price: '5' }])
  })
})

describe('sanitizeDescription', () => {
  it.each([
    ['<p>Hi <strong>you</strong></p>', '<p>Hi <strong>you</strong></p>'],
    ['<img src=x onerror=alert(1)>', ''],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="https://example.com" target="_blank" style="x">x</a>', '<a href="https://example.com">x</a>'],
    ['<div style="position:fixed">a</div><iframe src="//x"></iframe>', '<p>a</p>'],
    ['<svg><script>alert(1)</script></svg>', ''],
  ])('cleans %s', (dirty, clean) => {
    expect(sanitizeDescription(dirty)).toBe(clean)
  })
})

it('makes handles and free ones', () => {
  expect(handleOf('Salt & Starlight, 2nd ed.')).toBe('salt-starlight-2nd-ed')
  expect(handleOf('Ein Haus für Ärzte')).toBe('ein-haus-fur-arzte')
  expect(handleOf('!!!')).toBe('')
  expect(freeHandle('a', new Set(['a', 'a-2']))).toBe('a-3')
})
