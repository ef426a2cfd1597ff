/**
 * Whether this process can serve shops: PostgreSQL answers as the application role. Redis is reported and not required,
 * since everything works without it.
 */
import { sql } from 'drizzle-orm'
import { withResolver } from '@/db/platform'
import { kv } from '@/lib/kv'
import { log } from '@/lib/log'

export const dynamic = 'force-dynamic'
const TIMEOUT_MS = 2_000

export async function GET(): Promise<Response> {
  const [database, redis] = await Promise.all([databaseState(), redisState()])
  const ok = database === 'up'
  const headers = { 'cache-control': 'no-store', ...(ok ? {} : { 'retry-after': '5' }) }
  const reason = ok ? {} : { reason: 'PostgreSQL does not answer the application role.' }
  return Response.json({ ok, database, redis, ...reason }, { status: ok ? 200 : 503, headers })
}

async function databaseState(): Promise<'up' | 'down'> {
  const asked = withResolver((tx) => tx.execute(sql`select 1`))
  asked.catch((error: unknown) => log.error({ err: error }, 'the database does not answer'))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), TIMEOUT_MS)
  })
  try {
    return await Promise.race([
      asked.then(
        () => 'up' as const,
        () => 'down' as const,
      ),
      late,
    ])
  } finally {
    clearTimeout(timer)
  }
}

async function redisState(): Promise<'up' | 'down' | 'off'> {
  const redis = kv()
  if (!redis) return 'off'
  return redis.ping().then(
    () => 'up' as const,
    () => 'down' as const,
  )
}
