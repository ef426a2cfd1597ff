/**
 * The environment of everything that `npm start` starts: what was given, checked, and what the embedded parts add.
 *
 * Invariant: a variable that was given always wins, and giving one of a part's variables switches the embedded part off.
 * Both functions are pure: nothing here reads a file, opens a socket or starts a process (supervisor/preflight.ts does).
 */
import { isAbsolute, join } from 'node:path'
import { schemeOf } from '@/lib/env'
import { StartError } from '@/local/supervisor/start-error'

export type Variables = Readonly<Record<string, string | undefined>>

export interface Settings {
  port: number
  /** Absolute. */
  dataDir: string
  platformHost: string
  storesDomain: string
  /** Every variable that was given and is not empty. */
  given: Record<string, string>
  /** Which embedded parts have to run. */
  embedded: { postgres: boolean; redis: boolean; stripe: boolean; inngest: boolean; mail: boolean }
}

/** What the embedded parts know once they run. Only the parts that are embedded are read. */
export interface Parts {
  authSecret: string
  postgres?: { appUrl: string; platformUrl: string; migratorUrl: string }
  redis?: { url: string; token: string }
  stripe?: { url?: string; secretKey: string; webhookSecret: string; connectWebhookSecret: string }
  inngest?: { url: string }
  mail?: { smtpUrl: string }
}

const DATABASES = ['DATABASE_URL', 'DATABASE_PLATFORM_URL', 'DATABASE_MIGRATOR_URL'] as const
const INNGEST = ['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY', 'INNGEST_BASE_URL', 'INNGEST_DEV'] as const
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i

/** Reads and checks what was given. Throws a StartError that names the variable. `root` is the project's folder. */
export function readSettings(variables: Variables, root: string): Settings {
  const given = withoutEmpty(variables)
  const port = readPort(given.PORT ?? '3000')
  const dataDir = given.STOA_DATA_DIR ?? '.data'
  const settings: Settings = {
    port,
    dataDir: isAbsolute(dataDir) ? dataDir : join(root, dataDir),
    platformHost: readHost(given, 'PLATFORM_HOST', port),
    storesDomain: readHost(given, 'STORES_DOMAIN', port),
    given,
    embedded: {
      postgres: !DATABASES.some((name) => given[name]),
      redis: !given.UPSTASH_REDIS_REST_URL,
      stripe: !given.STRIPE_API_BASE && !given.STRIPE_SECRET_KEY,
      inngest: !INNGEST.some((name) => given[name]),
      mail: !given.SMTP_URL,
    },
  }
  checkDatabases(settings)
  checkServices(given)
  checkRest(given)
  return settings
}

/** The whole environment for the app and for commands beside it. */
export function childEnvironment(settings: Settings, parts: Parts): Record<string, string> {
  const { embedded, given, port } = settings
  const env: Record<string, string> = {
    AUTH_SECRET: parts.authSecret,
    MAIL_FROM: 'Stoa <no-reply@stoa.localhost>',
    NEXT_TELEMETRY_DISABLED: '1',
    ...given,
    PORT: String(port),
    PLATFORM_HOST: settings.platformHost,
    STORES_DOMAIN: settings.storesDomain,
    STOA_DATA_DIR: settings.dataDir,
    STOA_INTERNAL_ORIGIN: `http://127.0.0.1:${port}`,
  }
  if (embedded.postgres && parts.postgres) {
    env.DATABASE_URL = parts.postgres.appUrl
    env.DATABASE_PLATFORM_URL = parts.postgres.platformUrl
    env.DATABASE_MIGRATOR_URL = parts.postgres.migratorUrl
  }
  if (embedded.redis && parts.redis) {
    env.UPSTASH_REDIS_REST_URL = parts.redis.url
    env.UPSTASH_REDIS_REST_TOKEN = parts.redis.token
  }
  if (embedded.inngest && parts.inngest) env.INNGEST_DEV = parts.inngest.url
  if (embedded.mail && parts.mail) env.SMTP_URL = parts.mail.smtpUrl
  return { ...webhookVariables(settings), ...stripeVariables(settings, parts), ...env }
}

/** The variables that a build bakes in. They are part of the question whether a build is out of date. */
export function buildVariables(settings: Settings): Record<string, string> {
  const baked = Object.entries(settings.given).filter(([name]) => name.startsWith('NEXT_PUBLIC_'))
  return Object.fromEntries(baked.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** True where money is real: the demo, whose passwords are public, must not be put into such a database. */
export function isLive(settings: Settings): boolean {
  return /^(sk|rk)_live_/.test(settings.given.STRIPE_SECRET_KEY ?? '')
}

/** The address a person types for the platform. */
export function platformUrl(settings: Settings): string {
  return `${schemeOf(settings.platformHost)}://${settings.platformHost}`
}

// A Stripe-compatible server named by STRIPE_API_BASE alone is spoken to with the local keys; real Stripe brings its own.
// Without a publishable key the checkout offers the stand-in's test cards: there is no Stripe.js to load offline.
function stripeVariables({ given, embedded }: Settings, { stripe }: Parts): Record<string, string> {
  if (given.STRIPE_SECRET_KEY || !stripe) return {}
  return {
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_CONNECT_WEBHOOK_SECRET: stripe.connectWebhookSecret,
    ...(embedded.stripe && stripe.url ? { STRIPE_API_BASE: stripe.url } : {}),
  }
}

// A consumer under development runs on this machine. Where others can reach the platform, nobody may aim at our network.
function webhookVariables(settings: Settings): Record<string, string> {
  const alone = /^(([a-z0-9-]+\.)*localhost|127\.0\.0\.1)(:\d+)?$/.test(settings.platformHost)
  return alone && !isLive(settings) ? { WEBHOOK_ALLOW_PRIVATE: '1' } : {}
}

function checkDatabases({ given, embedded }: Settings): void {
  if (embedded.postgres) return
  const missing = DATABASES.find((name) => !given[name])
  if (missing) {
    const present = DATABASES.find((name) => given[name])
    throw new StartError(
      `${missing} is not set, but ${present} is: a database of your own needs all three DATABASE_*URL variables.`,
    )
  }
  for (const name of DATABASES) checkUrl(given, name, ['postgres:', 'postgresql:'])
}

function checkServices(given: Record<string, string>): void {
  requireWith(given, 'UPSTASH_REDIS_REST_URL', ['UPSTASH_REDIS_REST_TOKEN'])
  requireWith(given, 'UPSTASH_REDIS_REST_TOKEN', ['UPSTASH_REDIS_REST_URL'])
  checkUrl(given, 'UPSTASH_REDIS_REST_URL', ['http:', 'https:'])
  checkUrl(given, 'REDIS_URL', ['redis:', 'rediss:'])
  requireWith(given, 'STRIPE_SECRET_KEY', [
    'STRIPE_WEBHOOK_SECRET',
    'STRIPE_CONNECT_WEBHOOK_SECRET',
    'NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY',
  ])
  checkUrl(given, 'STRIPE_API_BASE', ['http:', 'https:'])
  if (!given.INNGEST_DEV) {
    requireWith(given, 'INNGEST_EVENT_KEY', ['INNGEST_SIGNING_KEY'])
    requireWith(given, 'INNGEST_SIGNING_KEY', ['INNGEST_EVENT_KEY'])
  }
  // Calls of the local executor and of a dev server are not signed: anybody could make them, and mail real customers.
  const unsigned = !given.INNGEST_SIGNING_KEY || !/^(0|false)?$/i.test(given.INNGEST_DEV ?? '')
  if (unsigned && /^(sk|rk)_live_/.test(given.STRIPE_SECRET_KEY ?? '')) {
    throw new StartError(
      'INNGEST_SIGNING_KEY is needed, and INNGEST_DEV refused, together with a live STRIPE_SECRET_KEY.',
    )
  }
  checkUrl(given, 'INNGEST_BASE_URL', ['http:', 'https:'])
  requireWith(given, 'SMTP_URL', ['MAIL_FROM'])
  checkUrl(given, 'SMTP_URL', ['smtp:', 'smtps:'])
}

function checkRest(given: Record<string, string>): void {
  requireWith(given, 'VERCEL_TOKEN', ['VERCEL_PROJECT_ID'])
  checkUrl(given, 'VERCEL_API_BASE', ['http:', 'https:'])
  const { AUTH_SECRET, DNS_SERVER, STOA_CLOCK_OFFSET_MS = '0', STRIPE_SECRET_KEY = '', TRUSTED_PROXY = '0' } = given
  const { WEBHOOK_ALLOW_PRIVATE = '0' } = given
  if (WEBHOOK_ALLOW_PRIVATE !== '0' && WEBHOOK_ALLOW_PRIVATE !== '1') {
    throw new StartError(`WEBHOOK_ALLOW_PRIVATE must be 0 or 1, not "${WEBHOOK_ALLOW_PRIVATE}".`)
  }
  if (WEBHOOK_ALLOW_PRIVATE === '1' && /^(sk|rk)_live_/.test(STRIPE_SECRET_KEY)) {
    throw new StartError('WEBHOOK_ALLOW_PRIVATE is refused together with a live STRIPE_SECRET_KEY.')
  }
  if (AUTH_SECRET && AUTH_SECRET.length < 32) {
    throw new StartError('AUTH_SECRET is shorter than 32 characters; leave it unset to have one generated.')
  }
  if (DNS_SERVER && !/^[^\s:]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/i.test(DNS_SERVER)) {
    throw new StartError(`DNS_SERVER must be host:port, not "${DNS_SERVER}".`)
  }
  if (TRUSTED_PROXY !== '0' && TRUSTED_PROXY !== '1') {
    throw new StartError(`TRUSTED_PROXY must be 0 or 1, not "${TRUSTED_PROXY}".`)
  }
  if (!/^-?\d{1,15}$/.test(STOA_CLOCK_OFFSET_MS)) {
    throw new StartError(`STOA_CLOCK_OFFSET_MS must be a whole number of milliseconds, not "${STOA_CLOCK_OFFSET_MS}".`)
  }
  if (Number(STOA_CLOCK_OFFSET_MS) !== 0 && /^(sk|rk)_live_/.test(STRIPE_SECRET_KEY)) {
    throw new StartError('STOA_CLOCK_OFFSET_MS is refused together with a live STRIPE_SECRET_KEY.')
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new StartError(`PORT must be a whole number from 1 to 65535, not "${text}".`)
  }
  return port
}

function readHost(given: Record<string, string>, name: 'PLATFORM_HOST' | 'STORES_DOMAIN', port: number): string {
  const host = given[name] ?? `localhost:${port}`
  if (!HOST.test(host)) throw new StartError(`${name} must be a host name with an optional port, not "${host}".`)
  return host.toLowerCase()
}

function requireWith(given: Record<string, string>, name: string, needed: string[]): void {
  if (!given[name]) return
  const missing = needed.find((other) => !given[other])
  if (missing) throw new StartError(`${missing} is not set, but ${name} is: they are needed together.`)
}

function checkUrl(given: Record<string, string>, name: string, protocols: string[]): void {
  const text = given[name]
  if (!text) return
  // The value is not repeated: it may hold a password.
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new StartError(`${name} must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`)
  }
}

// An empty value is how .env.example and deployment pages write "not set".
function withoutEmpty(variables: Variables): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1])))
}
