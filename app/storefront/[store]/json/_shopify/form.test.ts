import { expect, it } from 'vitest'
import { readFields } from './form'

const read = (query: string) => JSON.parse(JSON.stringify(readFields(new URLSearchParams(query).entries())))

it.each([
  ['id=1&quantity=2', { id: '1', quantity: '2' }],
  ['items[0][id]=1&items[0][quantity]=2&items[1][id]=3', { items: { 0: { id: '1', quantity: '2' }, 1: { id: '3' } } }],
  ['items[][id]=1&items[][quantity]=2&items[][id]=3', { items: [{ id: '1', quantity: '2' }, { id: '3' }] }],
  ['updates[]=2&updates[]=0', { updates: ['2', '0'] }],
  ['updates[123]=2&attributes[gift note]=Hi', { updates: { 123: '2' }, attributes: { 'gift note': 'Hi' } }],
  ['a[=1&]=2', { 'a[': '1', ']': '2' }],
])('%s', (query, fields) => expect(read(query)).toEqual(fields))

it('touches no prototype', () => {
  readFields([
    ['__proto__[polluted]', 'yes'],
    ['constructor[prototype][polluted]', 'yes'],
  ])
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

it('refuses too many fields and too deep names', () => {
  expect(readFields(Array.from({ length: 1_001 }, (_, i): [string, string] => [`a${i}`, '']))).toBeNull()
  expect(readFields([['a[b][c][d][e]', '1']])).toBeNull()
})
