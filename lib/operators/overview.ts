/** What an operator has to know first: each count stops where it says enough. */
import { eq, sql } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'
import { countDead, listWaiting, type Waiting } from '@/lib/jobs/queries'
import { COUNTED_MAX } from './store-sheet'

export interface Overview {
  /** At most COUNTED_MAX + 1. */
  suspended: number
  dead: number
  waiting: Waiting[]
  /** The queue whose oldest entry waits longest. */
  oldest: (Waiting & { oldest: Date }) | null
}

export async function readOverview(): Promise<Overview> {
  const [suspended, dead, waiting] = await Promise.all([countSuspended(), countDead(), listWaiting()])
  const dated = waiting.filter((queue): queue is Waiting & { oldest: Date } => queue.oldest !== null)
  dated.sort((a, b) => a.oldest.getTime() - b.oldest.getTime())
  return { suspended, dead: dead.function + dead.event + dead.stripe, waiting, oldest: dated[0] ?? null }
}

async function countSuspended(): Promise<number> {
  const [row] = await readPlatform((tx) =>
    tx.execute<{ n: number }>(sql`select count(*)::int as n from (select from ${stores}
      where ${eq(stores.status, 'suspended')} limit ${COUNTED_MAX + 1}) s`),
  )
  return row?.n ?? 0
}
