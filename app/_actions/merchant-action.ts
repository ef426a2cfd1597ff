/**
 * The wrapper of every action of the desk: same origin, parse, session, membership, permission, handler; the answer is a
 * value and never an exception. The store's slug comes from the page, its id from the membership of whoever is asking.
 */
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { authorizeMerchant, deskActor, type MerchantContext } from '@/app/_auth/session'
import { actingAs } from '@/db/actor'
import { DomainError, type ErrorCode, type FieldErrors } from '@/lib/errors'
import { sha256 } from '@/lib/ids'
import { log } from '@/lib/log'
import type { Permission } from '@/lib/team/permissions'
import { isSameOrigin } from './same-origin'

export type ActionFailure = {
  ok: false
  code: ErrorCode | 'internal'
  message: string
  fields?: FieldErrors
}
export type ActionResult<T> = { ok: true; data: T } | ActionFailure

/** An action of a store's team: `handler` runs for a member whose role carries `permission`, with input that passed `schema`. */
export function merchantAction<Schema extends z.ZodType, T>(
  permission: Permission,
  schema: Schema,
  handler: (context: MerchantContext, input: z.output<Schema>) => Promise<T>,
): (slug: string, input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (slug, input) => {
    try {
      await refuseForeignOrigin()
      const parsed = parseInput(schema, input)
      const context = await authorizeMerchant(String(slug), permission)
      return { ok: true, data: await actingAs(await deskActor(context), () => handler(context, parsed)) }
    } catch (error) {
      unstable_rethrow(error)
      return failureOf(error)
    }
  }
}

/** @throws forbidden when the page that sent this is not of the platform's host. */
export async function refuseForeignOrigin(): Promise<void> {
  if (isSameOrigin(await headers())) return
  throw new DomainError('forbidden', 'This request did not come from this page. Reload it and try again.')
}

/** @throws invalid_request with one message for each field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields: FieldErrors = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message
  throw new DomainError('invalid_request', 'Some details are missing or not right yet.', { fields })
}

/** What a person is told about an error. Unexpected ones are logged; the reference finds the log line. */
export function failureOf(error: unknown): ActionFailure {
  if (error instanceof DomainError) {
    return { ok: false, code: error.code, message: error.message, fields: error.fields }
  }
  if (error instanceof Error && error.name === 'ConnectionLostError') {
    log.warn({ err: error }, 'a merchant action lost its database connection')
    const message = 'The connection to our database broke while this was saved. Reload to see whether it was.'
    return { ok: false, code: 'unavailable', message }
  }
  const digest = sha256(error instanceof Error ? `${error.message}${error.stack}` : String(error)).slice(0, 10)
  log.error({ err: error, digest }, 'merchant action failed')
  return {
    ok: false,
    code: 'internal',
    message: `Something went wrong on our side; nothing was changed. Please try again (reference ${digest}).`,
  }
}
