/**
 * Everything that a shop needs to sell, with a hand on each line between the parts: PostgreSQL behind the wire proxy,
 * Redis, SMTP and the job executor behind gates, the Stripe stand-in with its faults, and two server processes that can be
 * killed. A data directory of its own; nothing of it is left when it is closed.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { buildVariables, childEnvironment, readSettings } from '@/local/env'
import { type Postgres, startPostgres } from '@/local/postgres/server'
import { buildIfOutOfDate } from '@/local/supervisor/build'
import { migrateDatabase } from '@/local/supervisor/database'
import { freePort } from '@/local/supervisor/ports'
import { root } from '@/local/supervisor/root'
import { loadSecrets, type Secrets } from '@/local/supervisor/secrets'
import { type Service, startService } from '@/local/supervisor/service'
import { Gate } from './gate'
import { ServerProcess } from './server-process'
import { WireProxy } from './wire/proxy'

/** Of the harness itself. */
export const ADMIN_CONNECTIONS = 4

export interface Lab {
  /** The superuser: for arranging and checking, past the proxy. */
  admin: postgres.Sql
  postgres: Postgres
  /** Between the first server and PostgreSQL. The second server has its own. */
  wire: WireProxy
  gates: { redis: Gate; smtp: Gate; toExecutor: Gate; fromExecutor: Gate; webhooks: Gate }
  stripeUrl: string
  stripeKey: string
  mailUrl: string
  executorUrl: string
  /** The first is the one that faults hit; the second runs beside it where a fault wants two. */
  servers: [ServerProcess, ServerProcess]
  /** Host of a store by its slug, and of the platform. */
  hostOf(slug: string): string
  /** kill -9 of a server or of PostgreSQL so far. */
  kills: number
  /** The environment of a process of the product, as the servers have it, with PostgreSQL reached directly. */
  env: Record<string, string>
  close(): Promise<void>
}

/** Builds when the build is out of date, starts every part and the first server. */
export async function openLab(log: (line: string) => void = () => {}): Promise<Lab> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stoa-faults-'))
  const stops: (() => Promise<void>)[] = [() => rm(dataDir, { recursive: true, force: true })]
  const close = async () => {
    for (const stop of stops.reverse()) await stop()
  }
  try {
    const ports = [await freePort(), await freePort()] as const
    const settings = readSettings({ PORT: String(ports[0]), STOA_DATA_DIR: dataDir }, root)
    await buildIfOutOfDate({ baked: buildVariables(settings), log })
    const secrets = loadSecrets(dataDir)
    const fromExecutor = await Gate.to(`http://127.0.0.1:${ports[0]}`)
    const webhooks = await Gate.to(`http://127.0.0.1:${ports[0]}`)
    stops.push(fromExecutor.shut.bind(fromExecutor), webhooks.shut.bind(webhooks))
    const appHost = settings.platformHost
    const [pg, { redis, mail, stripe, inngest }] = await Promise.all([
      startPostgres({ dataDir, log, onGiveUp: log }).then((started) => {
        stops.push(() => started.destroy())
        return started
      }),
      startServices({ dataDir, secrets, appHost, fromExecutor, webhooks, log, stops }),
    ])
    await migrateDatabase(pg.migratorUrl)
    const admin = postgres(pg.adminUrl, { max: ADMIN_CONNECTIONS, onnotice: () => {}, connect_timeout: 10 })
    stops.push(() => admin.end({ timeout: 2 }))
    const smtpUrl = mail.ready.smtpUrl ?? ''
    const gates = {
      redis: await Gate.to(redis.ready.url),
      smtp: await Gate.to(smtpUrl),
      toExecutor: await Gate.to(inngest.ready.url),
      fromExecutor,
      webhooks,
    }
    const parts = {
      authSecret: secrets.authSecret,
      postgres: pg,
      redis: { url: gates.redis.url(redis.ready.url), token: secrets.redisToken },
      stripe: { ...secrets.stripe, url: stripe.ready.url },
      inngest: { url: gates.toExecutor.url(inngest.ready.url) },
      mail: { smtpUrl: gates.smtp.url(smtpUrl) },
    }
    const { STOA_DIST_DIR } = process.env
    const env = { ...childEnvironment(settings, parts), ...(STOA_DIST_DIR ? { STOA_DIST_DIR } : {}) }
    const wires = [await openWire(pg), await openWire(pg)] as const
    const servers = ports.map((port, index) => {
      const name = join(dataDir, 'logs', `server-${index + 1}.log`)
      const own = { ...throughWire(env, wires[index] ?? wires[0]), STOA_INTERNAL_ORIGIN: `http://127.0.0.1:${port}` }
      return new ServerProcess(port, appHost, own, name)
    }) as [ServerProcess, ServerProcess]
    stops.push(async () => {
      for (const gate of [gates.redis, gates.smtp, gates.toExecutor]) await gate.shut()
      for (const wire of wires) await wire.close()
    })
    stops.push(async () => void (await Promise.all(servers.map((server) => server.stop()))))
    await servers[0].start()
    return {
      admin,
      postgres: pg,
      wire: wires[0],
      gates,
      stripeUrl: stripe.ready.url,
      stripeKey: secrets.stripe.secretKey,
      mailUrl: mail.ready.url,
      executorUrl: inngest.ready.url,
      servers,
      hostOf: (slug) => `${slug}.${settings.storesDomain}`,
      kills: 0,
      env,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

interface Starting {
  dataDir: string
  secrets: Secrets
  appHost: string
  fromExecutor: Gate
  webhooks: Gate
  log: (line: string) => void
  stops: (() => Promise<void>)[]
}

async function startServices({ dataDir, secrets, appHost, fromExecutor, webhooks, log, stops }: Starting) {
  const start = async (name: 'redis' | 'mail' | 'stripe' | 'inngest', options: Record<string, string>) => {
    const service = await startService({ name, options, dataDir, log, onGiveUp: log })
    stops.push(service.stop)
    return service
  }
  const at = (gate: Gate) => ({ appOrigin: `http://127.0.0.1:${gate.port}`, appHost })
  const names: [Promise<Service>, Promise<Service>, Promise<Service>, Promise<Service>] = [
    start('redis', { token: secrets.redisToken }),
    start('mail', { dir: join(dataDir, 'mail') }),
    start('stripe', { dir: join(dataDir, 'stripe'), ...at(webhooks), ...secrets.stripe }),
    start('inngest', { dir: join(dataDir, 'inngest'), ...at(fromExecutor) }),
  ]
  const [redis, mail, stripe, inngest] = await Promise.all(names)
  return { redis, mail, stripe, inngest }
}

function openWire({ port }: Postgres): Promise<WireProxy> {
  return WireProxy.open({ host: '127.0.0.1', port })
}

function throughWire(env: Record<string, string>, wire: WireProxy): Record<string, string> {
  const through = (url = '') => {
    const changed = new URL(url)
    changed.port = String(wire.port)
    return changed.toString()
  }
  return {
    ...env,
    DATABASE_URL: through(env.DATABASE_URL),
    DATABASE_PLATFORM_URL: through(env.DATABASE_PLATFORM_URL),
  }
}
