/**
 * Events that a date brings, for many stores in one statement. Each is known by a key, which gives it its id: found due again
 * by the next run it is not recorded again, and should the outbox have forgotten it, its consumers know the id.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { PlatformTx } from '@/db/platform'
import type { Topic } from './topics'

/**
 * Records `topic` for at most `limit` of `due`, a query of (store_id bigint, key text, payload jsonb, at timestamptz), the
 * earliest first; how many were new.
 */
export async function recordDue(tx: PlatformTx, topic: Topic, due: SQL, limit: number): Promise<number> {
  const rows = await tx.execute(sql`
    insert into outbox (store_id, id, topic, payload)
    select d.store_id, d.id, ${topic}, d.payload from (
      select store_id, md5(${`${topic}:`}::text || store_id || ':' || key)::uuid as id, payload, at from (${due}) as found) d
    where not exists (select from outbox o where o.store_id = d.store_id and o.id = d.id)
    order by d.at limit ${limit}
    on conflict (store_id, id) do nothing returning id`)
  return rows.length
}
