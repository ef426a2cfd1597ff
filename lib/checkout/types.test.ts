/** What a shopper may send to pay: hostile texts are refused by name, before anything is priced or stored. */
import { describe, expect, it } from 'vitest'
import { checkedDetails } from '@/lib/cart/rules'
import { checkoutSchema } from './types'

const ADDRESS = { name: 'Ada Reader', address1: '1 Quay', city: 'Portland', zip: '04101', country: 'us' }
const BODY = { email: 'ada@example.test', shippingAddress: ADDRESS, paymentMethod: 'pm_card_visa' }
const UNSTORABLE = ['a\0b', 'half a pair \ud83d', '\ude00 the other half']

it('takes names of every script', () => {
  const shippingAddress = { ...ADDRESS, name: '陳大文 😀 Ñandú' }
  expect(checkoutSchema.parse({ ...BODY, shippingAddress }).shippingAddress).toMatchObject({
    name: '陳大文 😀 Ñandú',
    country: 'US',
  })
})

it('asks for a postal code where there are any, with whatever else is missing', () => {
  const issues = (address: object | null) =>
    checkoutSchema.safeParse({ ...BODY, shippingAddress: address }).error?.issues.map(({ path }) => path.join('.'))
  const { zip: _, ...withoutCode } = ADDRESS
  expect(issues(withoutCode)).toEqual(['shippingAddress.zip'])
  expect(issues({ ...withoutCode, city: '' })).toEqual(['shippingAddress.city', 'shippingAddress.zip'])
  expect(issues({ ...withoutCode, country: 'HK' })).toBeUndefined()
  expect(issues(null)).toEqual(['shippingAddress'])
})

describe.each(UNSTORABLE)('text that PostgreSQL cannot hold: %j', (text) => {
  it.each(['name', 'address1', 'address2', 'city', 'province', 'zip', 'phone'])('is refused as %s', (field) => {
    const parsed = checkoutSchema.safeParse({ ...BODY, shippingAddress: { ...ADDRESS, [field]: text } })
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([`shippingAddress.${field}`])
  })

  it('is refused as a note and as an attribute of a cart', () => {
    expect(() => checkedDetails({ note: text })).toThrow('cannot be stored')
    expect(() => checkedDetails({ attributes: { gift: text } })).toThrow('cannot be stored')
    expect(() => checkedDetails({ attributes: { [text]: 'yes' } })).toThrow('cannot be stored')
  })
})
