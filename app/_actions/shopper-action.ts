/**
 * The wrapper of every action a shopper can call: same origin, parse, store from the host, handler; the answer is a value
 * and never an exception. A field's message is the schema's; everything unexpected is logged with a digest and told
 * calmly. Deliberately absent: merchant powers (merchant-action.ts).
 */
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { type StoreContext, type StoreContextOptions, storeContext } from '@/app/_auth/store-context'
import { DomainError, type ErrorCode, type FieldErrors } from '@/lib/errors'
import { sha256 } from '@/lib/ids'
import { log } from '@/lib/log'
import { isSameOrigin } from './same-origin'

export type ActionFailure = {
  ok: false
  code: ErrorCode | 'internal'
  message: string
  fields?: FieldErrors
  details?: Record<string, unknown>
}
export type ActionResult<T> = { ok: true; data: T } | ActionFailure

/** An action for shoppers: `handler` gets input that passed `schema` and the store that the request's host names. */
export function shopperAction<Schema extends z.ZodType, T>(
  schema: Schema,
  handler: (context: StoreContext, input: z.output<Schema>) => Promise<T>,
  options: StoreContextOptions = {},
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      const origin = await headers()
      if (!isSameOrigin(origin)) {
        throw new DomainError('forbidden', 'This request did not come from the shop’s own page. Reload and try again.')
      }
      const parsed = schema.safeParse(input)
      if (!parsed.success) throw invalid(parsed.error)
      return { ok: true, data: await handler(await storeContext(undefined, options), parsed.data) }
    } catch (error) {
      unstable_rethrow(error)
      return failureOf(error)
    }
  }
}

function invalid(error: z.ZodError): DomainError {
  const fields: FieldErrors = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return new DomainError('invalid_request', 'Some details are missing or not right yet.', { fields })
}

function failureOf(error: unknown): ActionFailure {
  if (error instanceof DomainError) {
    return { ok: false, code: error.code, message: error.message, fields: error.fields, details: error.details }
  }
  const digest = sha256(error instanceof Error ? `${error.message}${error.stack}` : String(error)).slice(0, 10)
  log.error({ err: error, digest }, 'shopper action failed')
  return {
    ok: false,
    code: 'internal',
    message: `Something went wrong on our side. Please try again (reference ${digest}).`,
  }
}
