/** Addresses that a request on a merchant's behalf may and may not go to. */
import { describe, expect, it } from 'vitest'
import { isOwnAddress, isPublicAddress } from './public-address'

const PUBLIC = ['8.8.8.8', '1.1.1.1', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '198.20.0.1']
const PUBLIC_V6 = ['2606:4700:4700::1111', '2a00:1450:4001:81b::200e', '2001:4860:4860::8888', '3ffe::1']

const CLOSED_V4 = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
]
const CLOSED_V6 = [
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:0:53aa:64c::1',
  '2001:10::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  '2002:0808:0808::1',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'ff0e::1',
]
const NO_ADDRESS = [
  '',
  'localhost',
  'example.com',
  '0x7f.1',
  '2130706433',
  '127.1',
  '[::1]',
  '8.8.8.8:80',
  ' 8.8.8.8',
  '2606:4700::1%1',
]

describe('isPublicAddress', () => {
  it.each([...PUBLIC, ...PUBLIC_V6])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true))
  it.each([...CLOSED_V4, ...CLOSED_V6, ...NO_ADDRESS])('%j is not', (address) =>
    expect(isPublicAddress(address)).toBe(false),
  )
})

describe('isOwnAddress', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.17.0.2', '192.168.1.5', '::1', 'fd00::5'])('%s is', (address) =>
    expect(isOwnAddress(address)).toBe(true),
  )
  it.each(['169.254.169.254', '0.0.0.0', '::', 'fe80::1', '224.0.0.1', '8.8.8.8', 'localhost'])(
    '%s is not',
    (address) => expect(isOwnAddress(address)).toBe(false),
  )
})
