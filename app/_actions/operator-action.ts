/**
 * The wrapper of every action of the operators' rooms: same origin, parse, session, role, second step, handler; the answer is
 * a value and never an exception. What it changes in a store is recorded as the operator's.
 */
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { authorizeOperator, type OperatorContext } from '@/app/_auth/operator'
import { actingAs } from '@/db/actor'
import { type ActionResult, failureOf, parseInput, refuseForeignOrigin } from './merchant-action'

/** `handler` runs for an operator; with `before second step` also for one who is about to pass it. */
export function operatorAction<Schema extends z.ZodType, T>(
  schema: Schema,
  handler: (context: OperatorContext, input: z.output<Schema>) => Promise<T>,
  step: 'before second step' | 'after second step' = 'after second step',
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      await refuseForeignOrigin()
      const parsed = parseInput(schema, input)
      const context = await authorizeOperator(step)
      const actor = { kind: 'operator', id: context.userId, ip: context.ip } as const
      return { ok: true, data: await actingAs(actor, () => handler(context, parsed)) }
    } catch (error) {
      unstable_rethrow(error)
      return failureOf(error)
    }
  }
}
