/** Addresses that a merchant may enter, and those that are refused with a reason. */
import { describe, expect, it } from 'vitest'
import { checkedAddresses, UnreachableError } from './target'
import { checkUrl } from './url'

const PUBLIC = { allowPrivate: false, ownHosts: ['stoa.example', 'stoa-shops.example'] }
const LOCAL = { allowPrivate: true, ownHosts: ['localhost'] }

function reasonOf(text: string, rules = PUBLIC): string | null {
  const checked = checkUrl(text, rules)
  return 'reason' in checked ? checked.reason : null
}

describe('checkUrl', () => {
  it.each([
    'https://hooks.example.com/orders?key=1',
    'https://hooks.example.com:8443/',
    'https://hooks.example.com:443/',
    'https://8.8.8.8/x',
    'https://[2606:4700:4700::1111]/x',
    'https://xn--bcher-kva.example/',
    ' https://hooks.example.com/padded ',
  ])('takes %s', (text) => expect(reasonOf(text)).toBeNull())

  it.each([
    ['http://hooks.example.com/', 'https://'],
    ['ftp://hooks.example.com/', 'https://'],
    ['file:///etc/passwd', 'https://'],
    ['javascript:alert(1)', 'https://'],
    ['gopher://hooks.example.com/', 'https://'],
    ['hooks.example.com/orders', 'whole address'],
    ['//hooks.example.com', 'whole address'],
    ['', 'whole address'],
    ['https://', 'whole address'],
    ['https://hooks.example.com:8080/', '443 and 8443'],
    ['https://hooks.example.com:22/', '443 and 8443'],
    ['https://hooks.example.com:80/', '443 and 8443'],
    ['https://user:secret@hooks.example.com/', 'password'],
    ['https://user@hooks.example.com/', 'password'],
    ['https://hooks.example.com/#part', '#'],
    ['https://localhost/', 'public internet'],
    ['https://localhost./', 'public internet'],
    ['https://intranet/', 'public internet'],
    ['https://127.0.0.1/', 'public internet'],
    ['https://127.1/', 'public internet'],
    ['https://0x7f000001/', 'public internet'],
    ['https://0177.0.0.1/', 'public internet'],
    ['https://2130706433/', 'public internet'],
    ['https://①②⑦.⓪.⓪.①/', 'public internet'],
    ['https://127.0.0.1./', 'public internet'],
    ['https://0/', 'public internet'],
    ['https://10.0.0.1/', 'public internet'],
    ['https://169.254.169.254/latest/meta-data/', 'public internet'],
    ['https://[::1]/', 'public internet'],
    ['https://[::]/', 'public internet'],
    ['https://[::ffff:127.0.0.1]/', 'public internet'],
    ['https://[::ffff:7f00:1]/', 'public internet'],
    ['https://[64:ff9b::7f00:1]/', 'public internet'],
    ['https://[fd00::1]/', 'public internet'],
    ['https://stoa.example/api', 'platform itself'],
    ['https://harbor.stoa-shops.example/cart', 'platform itself'],
    ['https://STOA.example./x', 'platform itself'],
    [`https://hooks.example.com/${'a'.repeat(2_000)}`, '2000 characters'],
  ])('refuses %s', (text, why) => expect(reasonOf(text)).toContain(why))

  it('takes this machine over http where that is allowed, and link-local addresses never', () => {
    expect(reasonOf('http://127.0.0.1:4567/hook', LOCAL)).toBeNull()
    expect(reasonOf('http://localhost:4567/hook', LOCAL)).toBeNull()
    expect(reasonOf('http://169.254.169.254/latest', LOCAL)).toContain('public internet')
    expect(reasonOf('http://0.0.0.0:80/', LOCAL)).toContain('public internet')
  })
})

describe('checkedAddresses', () => {
  const url = new URL('https://hooks.example.com/')
  const answering = (...addresses: string[]) => checkedAddresses(url, false, async () => addresses)

  it('hands on what is public, all of it', async () => {
    await expect(answering('8.8.8.8', '2606:4700:4700::1111')).resolves.toEqual(['8.8.8.8', '2606:4700:4700::1111'])
  })

  it.each([
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['169.254.169.254'],
    ['8.8.8.8', '192.168.0.1'],
    ['8.8.8.8', '::1'],
    ['8.8.8.8', '::ffff:10.0.0.1'],
    ['64:ff9b::a00:1'],
    ['2002:a00:1::'],
    ['fe80::1'],
    ['100.64.0.1'],
    ['0.0.0.0'],
  ])('refuses a name whose addresses hold one that is not: %s', async (...addresses) => {
    const refusal = await answering(...addresses).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(UnreachableError)
    expect(String(refusal)).toContain('not an address on the public internet')
  })

  it('says so of a name without an address, and of one that cannot be looked up', async () => {
    await expect(answering()).rejects.toThrow('leads nowhere')
    const failing = checkedAddresses(url, false, () => Promise.reject(new Error('SERVFAIL')))
    await expect(failing).rejects.toThrow('could not be looked up')
  })
})
