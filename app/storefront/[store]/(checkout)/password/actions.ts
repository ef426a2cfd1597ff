'use server'
/** Entering a shop by its password. Guessing is limited for the whole shop, since shoppers carry no name. */
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { shopperAction } from '@/app/_actions/shopper-action'
import { DAY, MINUTE } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { kvKey } from '@/lib/kv'
import { rateLimit } from '@/lib/rate-limit/limit'
import { opensShop } from '@/lib/stores/shop-password'
import { tenancyConfig } from '@/lib/tenancy/config'
import { classifyHost } from '@/lib/tenancy/host'
import { serverResolver } from '@/lib/tenancy/lookup'
import { requestHost } from '@/lib/tenancy/request-host'
import { unlockCookie, unlockProof } from '@/lib/tenancy/shop-lock'

const GUESSES = { limit: 30, windowMs: 5 * MINUTE, failClosed: true }
const LIFETIME_S = (7 * DAY) / 1_000
const schema = z.object({ password: z.string().min(1, 'Enter the password.').max(200, 'This is not the password.') })

const unlock = shopperAction(
  schema,
  async ({ storeId }, { password }) => {
    const limit = await rateLimit(kvKey(storeId, 'shop-password'), GUESSES)
    if (!limit.ok) {
      throw new DomainError('rate_limited', 'Too many attempts. Wait a few minutes and try again.', {
        retryAfter: limit.retryAfter,
      })
    }
    if (!(await opensShop(storeId, password))) throw new DomainError('unauthorized', 'This is not the password.')
    await keepProof(storeId)
  },
  { locked: 'serve' },
)

/** The form's action: into the shop, or back with the reason. */
export async function enterShop(_before: { message: string } | null, form: FormData): Promise<{ message: string }> {
  const result = await unlock({ password: String(form.get('password') ?? '') })
  if (!result.ok) return { message: result.fields?.password ?? result.message }
  redirect('/')
}

async function keepProof(storeId: number): Promise<void> {
  const config = tenancyConfig()
  const at = await requestHost(await headers(), config)
  const address = at.host === null ? null : classifyHost(at.host, config)
  const store =
    address?.kind === 'subdomain' || address?.kind === 'custom' ? await serverResolver().resolve(address) : null
  if (store?.storeId !== storeId) throw notFound('This shop')
  const { name, secure } = unlockCookie(at.address)
  const options = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: LIFETIME_S, secure } as const
  ;(await cookies()).set(name, await unlockProof(config.secret, store), options)
}
