/**
 * The operators' own log. A step: the row is written in the transaction of what it tells, and where it names a store, a
 * trigger writes the same into that store's audit log, for its team to read.
 */
import type { PlatformTx } from '@/db/platform'
import { operatorActions } from '@/db/schema/operators'
import { now } from '@/lib/clock'

export const OPERATOR_ACTIONS = [
  'operator.add',
  'operator.reset',
  'operator.remove',
  'second_step.enrol',
  'second_step.pass',
  'store.suspend',
  'store.resume',
  'store.purged',
  'impersonation.start',
  'impersonation.end',
  'job.replay',
  'jobs.replay_all',
] as const
export type OperatorAction = (typeof OPERATOR_ACTIONS)[number]

export interface Operator {
  userId: number
  /** As the request's address was derived; null when it is not known. */
  ip: string | null
}

export async function recordAction(
  tx: PlatformTx,
  { userId, ip }: Operator,
  action: OperatorAction,
  more: { store?: number | null; details?: Record<string, string | number | boolean | null> } = {},
): Promise<void> {
  const { store = null, details = {} } = more
  await tx
    .insert(operatorActions)
    .values({ operatorId: userId, ip, action, targetStore: store, details, createdAt: now() })
}
