/**
 * The environment, read once and checked. Every variable and its meaning stands in .env.example; embedded parts are
 * plain values here, so nothing in the product knows whether a service is local.
 */
import { z } from 'zod'
import { schemeOf } from './scheme'

export { schemeOf } from './scheme'

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  PLATFORM_HOST: z.string().min(1).optional(),
  STORES_DOMAIN: z.string().min(1).optional(),
  STOA_DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.string().startsWith('postgres'),
  DATABASE_PLATFORM_URL: z.string().startsWith('postgres'),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(200).default(16),
  UPSTASH_REDIS_REST_URL: z.url().optional(),
  UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
  STRIPE_SECRET_KEY: z.string().min(1),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  STRIPE_CONNECT_WEBHOOK_SECRET: z.string().min(1).optional(),
  NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: z.string().optional(),
  STRIPE_API_BASE: z.url().optional(),
  SMTP_URL: z.string().startsWith('smtp'),
  MAIL_FROM: z.string().default('Stoa <no-reply@stoa.localhost>'),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  INNGEST_DEV: z.string().optional(),
  DNS_SERVER: z.string().optional(),
  STOA_CNAME_TARGET: z.hostname().toLowerCase().optional(),
  STOA_A_RECORDS: z
    .string()
    .regex(/^[0-9a-fA-F.:]+(\s*,\s*[0-9a-fA-F.:]+)*$/, 'addresses with commas between them')
    .optional(),
  VERCEL_TOKEN: z.string().optional(),
  VERCEL_PROJECT_ID: z.string().optional(),
  VERCEL_TEAM_ID: z.string().optional(),
  VERCEL_API_BASE: z.url().default('https://api.vercel.com'),
  AUTH_SECRET: z.string().min(16),
  BLOB_READ_WRITE_TOKEN: z.string().optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('auto'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  TRUSTED_PROXY: z.enum(['0', '1']).default('0'),
  STOA_CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  WEBHOOK_ALLOW_PRIVATE: z.enum(['0', '1']).default('0'),
})

export type Env = z.infer<typeof schema> & { PLATFORM_HOST: string; STORES_DOMAIN: string }

let cached: Env | undefined

/** Needed where no embedded part can stand in. Without them a deployment would start and fail at its first order or mail. */
const NEEDED_ON_VERCEL = [
  'PLATFORM_HOST',
  'STORES_DOMAIN',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_CONNECT_WEBHOOK_SECRET',
  // Without it the checkout offers the stand-in's test cards.
  'NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY',
  'MAIL_FROM',
  'INNGEST_EVENT_KEY',
  'INNGEST_SIGNING_KEY',
] as const

/** The checked environment of this process. @throws as readEnv */
export function env(): Env {
  cached ??= readEnv(process.env)
  return cached
}

/** Checks the whole environment. @throws Error with one sentence that names each missing or malformed variable */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(withoutEmpty(source))
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`)
    throw new Error(`Configuration: ${names.join(', ')}. See .env.example.`)
  }
  const local = `localhost:${parsed.data.PORT}`
  const onVercel = source.VERCEL === '1'
  refuseUnsafe(parsed.data, onVercel)
  if (onVercel) refuseIncomplete(source)
  return {
    ...parsed.data,
    PLATFORM_HOST: parsed.data.PLATFORM_HOST ?? local,
    STORES_DOMAIN: parsed.data.STORES_DOMAIN ?? local,
  }
}

function refuseUnsafe(given: z.infer<typeof schema>, onVercel: boolean): void {
  const live = /^(sk|rk)_live_/.test(given.STRIPE_SECRET_KEY)
  if (live && given.STOA_CLOCK_OFFSET_MS !== 0) {
    throw new Error('Configuration: STOA_CLOCK_OFFSET_MS is refused together with live Stripe keys.')
  }
  if ((live || onVercel) && given.WEBHOOK_ALLOW_PRIVATE === '1') {
    const why = 'merchants could make this server call machines of its own network'
    throw new Error(`Configuration: WEBHOOK_ALLOW_PRIVATE is for development alone: ${why}.`)
  }
  // With it the SDK takes calls from anybody; `0` and `false` are how Inngest writes "no".
  if ((live || onVercel) && given.INNGEST_DEV && !/^(0|false)$/i.test(given.INNGEST_DEV)) {
    const instead = 'Set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY of Inngest Cloud or of a server of your own'
    throw new Error(`Configuration: INNGEST_DEV leaves /api/inngest open to unsigned calls. ${instead}.`)
  }
}

function refuseIncomplete(given: Record<string, string | undefined>): void {
  const missing: string[] = NEEDED_ON_VERCEL.filter((name) => !given[name])
  if (!given.BLOB_READ_WRITE_TOKEN && !(given.S3_ENDPOINT && given.S3_BUCKET)) {
    missing.push('BLOB_READ_WRITE_TOKEN or S3_ENDPOINT and S3_BUCKET')
  }
  if (missing.length > 0) throw new Error(`Configuration: missing on Vercel: ${missing.join(', ')}. See .env.example.`)
}

/** The platform's own origin, built from configuration and never from a request. */
export function platformOrigin(): string {
  const { PLATFORM_HOST } = env()
  return `${schemeOf(PLATFORM_HOST)}://${PLATFORM_HOST}`
}

function withoutEmpty(source: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1])))
}
