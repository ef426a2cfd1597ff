/**
 * Start of a Node process: the configuration is checked as a whole, or the process ends with one sentence; connections are
 * opened ahead of the first shopper, and the door that keeps stores from crowding each other out is put up. An unreachable database is no reason to end: /api/ready says so until it is back.
 */
import { sql } from 'drizzle-orm'
import type { Instrumentation } from 'next'
import { withResolver } from '@/db/platform'
import { env } from '@/lib/env'
import { installAdmission } from '@/lib/fairness/admission'
import { log } from '@/lib/log'
import { tenancyConfig } from '@/lib/tenancy/config'

const WARM_CONNECTIONS = 4

export async function boot(): Promise<void> {
  // A plain object: each look into Node's own goes to the operating system, and Inngest's SDK copies all of it at every call.
  process.env = { ...process.env }
  try {
    env()
    tenancyConfig()
    installAdmission()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
  const warm = Array.from({ length: WARM_CONNECTIONS }, () =>
    withResolver((tx) => tx.execute(sql`select store_id from resolve_store(null, null)`)),
  )
  const failed = (await Promise.allSettled(warm)).find((result) => result.status === 'rejected')
  if (failed) log.error({ err: failed.reason }, 'the database of DATABASE_URL does not answer yet')
}

export const reportRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const requestId = request.headers['x-request-id']
  log.error(
    { err: error, requestId, path: request.path, method: request.method, route: context.routePath },
    'a request failed',
  )
}
