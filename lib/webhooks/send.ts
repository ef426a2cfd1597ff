/** One signed delivery to a subscription's address, checked again as if it were new: what was allowed once may not be now. */
import { now } from '@/lib/clock'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { tenancyConfig } from '@/lib/tenancy/config'
import { type Outcome, type PostOptions, post } from './post'
import { deliveryHeaders, type Secrets, type Signed } from './signature'
import { checkedAddresses, type ResolveName, resolveName, UnreachableError } from './target'
import { checkUrl, type UrlRules } from './url'

export type SendOptions = Pick<PostOptions, 'resolve' | 'connectTimeoutMs' | 'totalTimeoutMs'>

export interface Sent {
  headers: Record<string, string>
  outcome: Outcome
}

export async function sendSigned(
  target: Secrets & { url: string },
  signed: Signed,
  options: SendOptions,
): Promise<Sent> {
  const headers = deliveryHeaders(signed, target, now())
  const rules = urlRules()
  const checked = checkUrl(target.url, rules)
  if ('reason' in checked) return { headers, outcome: refused(checked.reason) }
  const { allowPrivate } = rules
  return { headers, outcome: await post(checked.url, { ...options, headers, body: signed.body, allowPrivate }) }
}

/** The address as it is to be stored, once its text and where it leads are right. @throws invalid_request on `url` */
export async function requireReachableUrl(text: string, resolve: ResolveName = resolveName): Promise<string> {
  const rules = urlRules()
  const checked = checkUrl(text, rules)
  if ('reason' in checked) throw invalidUrl(checked.reason)
  try {
    await checkedAddresses(checked.url, rules.allowPrivate, resolve)
  } catch (error) {
    if (error instanceof UnreachableError) throw invalidUrl(error.message)
    throw error
  }
  return checked.url.href
}

function urlRules(): UrlRules {
  const { platformHost, storesDomain } = tenancyConfig()
  return { allowPrivate: env().WEBHOOK_ALLOW_PRIVATE === '1', ownHosts: [platformHost, storesDomain] }
}

function refused(error: string): Outcome {
  return { ok: false, statusCode: null, responseHeaders: null, responseBody: null, error, durationMs: 0 }
}

function invalidUrl(reason: string): DomainError {
  return new DomainError('invalid_request', 'This address cannot take webhooks.', { fields: { url: reason } })
}
