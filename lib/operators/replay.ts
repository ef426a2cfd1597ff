/** Writes down that an operator had given-up jobs tried again. The trying is inngest/retry-job.ts. */
import { withPlatform } from '@/db/platform'
import type { DeadKind } from '@/lib/jobs/queries'
import { type Operator, recordAction } from './record'

export async function noteReplay(by: Operator, job: string, storeId: number | null): Promise<void> {
  await withPlatform((tx) => recordAction(tx, by, 'job.replay', { store: storeId, details: { job } }))
}

export async function noteReplayOfAll(
  by: Operator,
  { kind, retried, failed }: { kind: DeadKind; retried: number; failed: number },
): Promise<void> {
  await withPlatform((tx) => recordAction(tx, by, 'jobs.replay_all', { details: { kind, retried, failed } }))
}
