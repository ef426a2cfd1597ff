/**
 * Where a URL leads, checked: its name is resolved once, every address of the answer must be allowed, and the request is made
 * to one of exactly these addresses. A name that answers differently the second time gains nothing: there is no second time.
 */
import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { SECOND } from '@/lib/clock'
import { hostOf, isAllowedAddress } from './url'

const DNS_TIMEOUT_MS = 1.5 * SECOND
const DNS_TRIES = 2
const MAX_ADDRESSES = 16

/** Every address of a name, IPv4 and IPv6; empty when it has none. @throws when nobody could be asked */
export type ResolveName = (name: string) => Promise<string[]>

/** This URL may not be requested, leads nowhere or did not answer in time; the message is for the merchant. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** The addresses that the URL leads to, all of them allowed. @throws UnreachableError */
export async function checkedAddresses(url: URL, allowPrivate: boolean, resolve: ResolveName): Promise<string[]> {
  const host = hostOf(url)
  const addresses = isIP(host) ? [host] : await addressesOf(host, allowPrivate, resolve)
  if (addresses.length === 0) throw new UnreachableError(`The name ${host} leads nowhere: it has no address in DNS.`)
  const refused = addresses.find((address) => !isAllowedAddress(address, allowPrivate))
  if (refused === undefined) return addresses.slice(0, MAX_ADDRESSES)
  throw new UnreachableError(`${host} leads to ${refused}, which is not an address on the public internet.`)
}

async function addressesOf(host: string, allowPrivate: boolean, resolve: ResolveName): Promise<string[]> {
  // RFC 6761: this machine, without asking anybody.
  if (allowPrivate && /(^|\.)localhost$/.test(host)) return ['127.0.0.1']
  try {
    return await resolve(host)
  } catch {
    throw new UnreachableError(`The name ${host} could not be looked up in DNS.`)
  }
}

/** Asks the system's name servers; never the hosts file. */
export const resolveName: ResolveName = async (name) => {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES })
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  const failed = answers.find((answer) => answer.status === 'rejected' && !isEmptyAnswer(answer.reason))
  if (found.length === 0 && failed?.status === 'rejected') throw failed.reason
  return found
}

function isEmptyAnswer(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENODATA' || code === 'ENOTFOUND'
}
