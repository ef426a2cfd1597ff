/**
 * Which addresses of the internet belong to everybody: a request that a merchant makes us send may go to no others. The lists
 * are IANA's special-purpose registries for IPv4 and IPv6.
 *
 * Invariant: what is not known to be public is not. Of IPv6 only global unicast (2000::/3) counts, so that forms which carry
 * an IPv4 address inside (::ffff:0:0/96, 64:ff9b::/96, 2002::/16, 2001::/32) never do.
 */
import { BlockList, isIP, isIPv4 } from 'node:net'

const NOT_PUBLIC_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Within 2000::/3: protocol assignments with Teredo and ORCHID, documentation, 6to4. */
const NOT_PUBLIC_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']
/** This machine and networks of one owner: a consumer under development may be there. */
const OWN_V4 = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']
const OWN_V6 = ['::1/128', 'fc00::/7']

const notPublic = listOf(NOT_PUBLIC_V4, NOT_PUBLIC_V6)
const globalUnicast = listOf([], ['2000::/3'])
const own = listOf(OWN_V4, OWN_V6)

/** Whether the IP address may be reached from anywhere; false for whatever is no address. */
export function isPublicAddress(address: string): boolean {
  if (isScoped(address)) return false
  if (isIPv4(address)) return !notPublic.check(address, 'ipv4')
  return globalUnicast.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

/** Whether the address is this machine's or of a private network. Link-local ones, where clouds keep their secrets, are not. */
export function isOwnAddress(address: string): boolean {
  if (isScoped(address)) return false
  return own.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}

/** No address at all, or one that only means something on one interface (`fe80::1%eth0`). */
function isScoped(address: string): boolean {
  return isIP(address) === 0 || address.includes('%')
}

function listOf(v4: string[], v6: string[]): BlockList {
  const list = new BlockList()
  const add = (ranges: string[], family: 'ipv4' | 'ipv6') => {
    for (const range of ranges) {
      const [net = '', bits = ''] = range.split('/')
      list.addSubnet(net, Number(bits), family)
    }
  }
  add(v4, 'ipv4')
  add(v6, 'ipv6')
  return list
}
