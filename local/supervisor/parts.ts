/**
 * Which embedded parts are started for given settings, and what they make known to each other.
 * Invariant: a part that a variable replaces is never started.
 */
import { join } from 'node:path'
import { CONNECT_EVENTS } from '@/lib/payments/connect-events'
import type { Parts, Settings } from '@/local/env'
import { startPostgres } from '@/local/postgres/server'
import type { Secrets } from '@/local/supervisor/secrets'
import { startService } from '@/local/supervisor/service'
import type { Shutdown } from '@/local/supervisor/shutdown'
import { done, logger, seconds } from '@/local/supervisor/terminal'

export interface Started {
  parts: Parts
  adminUrl: string | null
  mailUrl: string | null
}

type Name = 'redis' | 'mail' | 'stripe' | 'inngest'

const RANK = { postgres: 1, services: 2 }

/** Starts every embedded part in parallel; each is registered for shutdown as soon as it runs. Throws a StartError. */
export async function startParts(
  settings: Settings,
  secrets: Secrets,
  shutdown: Shutdown,
  onGiveUp: (sentence: string) => void,
): Promise<Started> {
  const { dataDir, embedded, given } = settings
  const app = { appOrigin: `http://127.0.0.1:${settings.port}`, appHost: settings.platformHost }
  const stripeSecrets = {
    secretKey: secrets.stripe.secretKey,
    webhookSecret: given.STRIPE_WEBHOOK_SECRET ?? secrets.stripe.webhookSecret,
    connectWebhookSecret: given.STRIPE_CONNECT_WEBHOOK_SECRET ?? secrets.stripe.connectWebhookSecret,
  }
  const service = async (name: Name, wanted: boolean, options: Record<string, string | undefined>) => {
    if (!wanted) return undefined
    const started = Date.now()
    const running = await startService({ name, options, dataDir, log: logger(name), onGiveUp })
    await shutdown.add(RANK.services, running.stop)
    done(name, `${running.ready.url} (${seconds(started)})`)
    return running
  }
  const folder = (name: Name) => join(dataDir, name)

  const [database, redis, mail, stripe, inngest] = await allOrThrow([
    embedded.postgres ? startDatabase(settings, shutdown, onGiveUp) : Promise.resolve(undefined),
    service('redis', embedded.redis, { token: secrets.redisToken, redisUrl: given.REDIS_URL }),
    service('mail', embedded.mail, { dir: folder('mail') }),
    service('stripe', embedded.stripe, {
      dir: folder('stripe'),
      connectEvents: CONNECT_EVENTS.join(','),
      ...app,
      ...stripeSecrets,
    }),
    service('inngest', embedded.inngest, { dir: folder('inngest'), ...app }),
  ] as const)
  return {
    adminUrl: database?.adminUrl ?? null,
    mailUrl: mail?.ready.url ?? null,
    parts: {
      authSecret: secrets.authSecret,
      postgres: database,
      redis: redis && { url: redis.ready.url, token: secrets.redisToken },
      stripe: { url: stripe?.ready.url, ...stripeSecrets },
      inngest: inngest && { url: inngest.ready.url },
      mail: mail?.ready.smtpUrl === undefined ? undefined : { smtpUrl: mail.ready.smtpUrl },
    },
  }
}

async function startDatabase(settings: Settings, shutdown: Shutdown, onGiveUp: (sentence: string) => void) {
  const started = Date.now()
  const server = await startPostgres({ dataDir: settings.dataDir, log: logger('postgres'), onGiveUp })
  await shutdown.add(RANK.postgres, server.stop)
  done('postgres', `127.0.0.1:${server.port} (${seconds(started)})`)
  return server
}

// Waits for all before it throws: a part that is still starting must be registered before everything is stopped.
async function allOrThrow<T extends readonly Promise<unknown>[]>(
  promises: T,
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises)
  return (await Promise.all(promises)) as { [K in keyof T]: Awaited<T[K]> }
}
