'use server'
/** The two actions of the second step. A right code makes a new session out of the one it was entered in. */
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { operatorAction } from '@/app/_actions/operator-action'
import { limitSecondStep } from '@/app/_auth/login-limit'
import { safeNextPath } from '@/app/_auth/next-path'
import type { OperatorContext } from '@/app/_auth/operator'
import { renewSession } from '@/app/_auth/renew-session'
import { DomainError } from '@/lib/errors'
import { log } from '@/lib/log'
import { codeSchema } from '@/lib/operators/inputs'
import { enrol, passSecondStep } from '@/lib/operators/second-step'

const schema = z.object({ code: codeSchema, next: z.string().max(500) })

export const enrolAuthenticator = operatorAction(schema, (by, input) => step(by, input, enrol), 'before second step')

export const enterCode = operatorAction(schema, (by, input) => step(by, input, passSecondStep), 'before second step')

async function step(
  by: OperatorContext,
  { code, next }: z.output<typeof schema>,
  pass: (by: OperatorContext, code: string) => Promise<void>,
): Promise<never> {
  const { ok, retryAfter } = await limitSecondStep(by.userId)
  if (!ok) {
    const minutes = Math.max(1, Math.ceil(retryAfter / 60))
    throw new DomainError('rate_limited', `Too many attempts. Try again in ${minutes} min.`)
  }
  try {
    await pass(by, code)
  } catch (error) {
    log.warn({ userId: by.userId, ip: by.ip }, 'an operator’s code was refused')
    throw error
  }
  await renewSession(by.user)
  const path = safeNextPath(next)
  redirect(path.startsWith('/operator') ? path : '/operator')
}
