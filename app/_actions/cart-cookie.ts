/**
 * The cookie that names a shopper's cart. HttpOnly and bound to the host; over https with the `__Host-` prefix, so that no
 * sibling host can plant one. Only answers that are never cached may set it.
 */
import { cookies, headers } from 'next/headers'
import { DAY } from '@/lib/clock'
import { schemeOf } from '@/lib/scheme'
import { tenancyConfig } from '@/lib/tenancy/config'
import { requestHost } from '@/lib/tenancy/request-host'

const LIFETIME_S = (30 * DAY) / 1000

/** The token that the request brings, or null. It proves nothing until a store knows it. */
export async function readCartToken(): Promise<string | null> {
  return (await cookies()).get((await cookieFor()).name)?.value ?? null
}

/** Names the cart for the next 30 days. In server actions and route handlers only. */
export async function writeCartToken(token: string): Promise<void> {
  const { name, secure } = await cookieFor()
  const options = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: LIFETIME_S, secure } as const
  ;(await cookies()).set(name, token, options)
}

async function cookieFor(): Promise<{ name: string; secure: boolean }> {
  const { address } = await requestHost(await headers(), tenancyConfig())
  const secure = schemeOf(address) === 'https'
  return { name: secure ? '__Host-stoa-cart' : 'stoa-cart', secure }
}
