'use server'
/** Having given-up jobs tried again: one, or as many of a kind as one click may take. */
import { refresh } from 'next/cache'
import { z } from 'zod'
import { operatorAction } from '@/app/_actions/operator-action'
import { retryJob } from '@/inngest/retry-job'
import { now, SECOND } from '@/lib/clock'
import { DEAD_KINDS, listDeadOf } from '@/lib/jobs/queries'
import { noteReplay, noteReplayOfAll } from '@/lib/operators/replay'

/** What one click tries again: so many, for so long; another click goes on. */
const ALL_MAX = 200
const ALL_FOR_MS = 20 * SECOND

export const replayJob = operatorAction(z.object({ job: z.string().min(3).max(300) }), async (by, { job }) => {
  const { sentence, storeId } = await retryJob(job)
  await noteReplay(by, job, storeId)
  refresh()
  return sentence
})

export const replayAll = operatorAction(z.object({ kind: z.enum(DEAD_KINDS) }), async (by, { kind }) => {
  const until = now().getTime() + ALL_FOR_MS
  let [retried, failed] = [0, 0]
  for (const { id } of await listDeadOf(kind, ALL_MAX)) {
    if (now().getTime() > until) break
    const went = await retryJob(id).then(
      () => true,
      () => false,
    )
    if (went) retried += 1
    else failed += 1
  }
  await noteReplayOfAll(by, { kind, retried, failed })
  refresh()
  return { retried, failed }
})
