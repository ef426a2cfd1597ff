import { describe, expect, it } from 'vitest'
import { buildVariables, childEnvironment, isLive, type Parts, readSettings, type Variables } from '@/local/env'
import { parseEnvFile } from '@/local/supervisor/env-file'

const ROOT = '/srv/stoa'
const PARTS: Parts = {
  authSecret: 'generated-generated-generated-generated',
  postgres: { appUrl: 'postgres://app', platformUrl: 'postgres://platform', migratorUrl: 'postgres://migrator' },
  redis: { url: 'http://127.0.0.1:7001', token: 'local-token' },
  stripe: {
    url: 'http://127.0.0.1:7002',
    secretKey: 'sk_test_local',
    webhookSecret: 'whsec_a',
    connectWebhookSecret: 'whsec_b',
  },
  inngest: { url: 'http://127.0.0.1:7003' },
  mail: { smtpUrl: 'smtp://127.0.0.1:7004' },
}

const OWN_DATABASE = {
  DATABASE_URL: 'postgres://app@db/stoa',
  DATABASE_PLATFORM_URL: 'postgresql://platform@db/stoa',
  DATABASE_MIGRATOR_URL: 'postgres://migrator@db/stoa',
}
const REAL_STRIPE = {
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_2',
  NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
  INNGEST_EVENT_KEY: 'event',
  INNGEST_SIGNING_KEY: 'signkey',
}

function environment(given: Variables): Record<string, string> {
  return childEnvironment(readSettings(given, ROOT), PARTS)
}

describe('with nothing set', () => {
  it('runs every embedded part on port 3000 of localhost', () => {
    const settings = readSettings({}, ROOT)
    expect(settings).toMatchObject({ port: 3000, dataDir: '/srv/stoa/.data', platformHost: 'localhost:3000' })
    expect(settings.embedded).toEqual({ postgres: true, redis: true, stripe: true, inngest: true, mail: true })
  })

  it('points the app at the embedded parts', () => {
    expect(environment({})).toEqual({
      PORT: '3000',
      PLATFORM_HOST: 'localhost:3000',
      STORES_DOMAIN: 'localhost:3000',
      STOA_DATA_DIR: '/srv/stoa/.data',
      STOA_INTERNAL_ORIGIN: 'http://127.0.0.1:3000',
      DATABASE_URL: 'postgres://app',
      DATABASE_PLATFORM_URL: 'postgres://platform',
      DATABASE_MIGRATOR_URL: 'postgres://migrator',
      UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:7001',
      UPSTASH_REDIS_REST_TOKEN: 'local-token',
      STRIPE_SECRET_KEY: 'sk_test_local',
      STRIPE_WEBHOOK_SECRET: 'whsec_a',
      STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_b',
      STRIPE_API_BASE: 'http://127.0.0.1:7002',
      INNGEST_DEV: 'http://127.0.0.1:7003',
      SMTP_URL: 'smtp://127.0.0.1:7004',
      MAIL_FROM: 'Stoa <no-reply@stoa.localhost>',
      AUTH_SECRET: 'generated-generated-generated-generated',
      NEXT_TELEMETRY_DISABLED: '1',
      WEBHOOK_ALLOW_PRIVATE: '1',
    })
  })

  it('lets webhooks into this network only while nobody else can reach the platform and money is not real', () => {
    const allowed = (given: Variables) => environment(given).WEBHOOK_ALLOW_PRIVATE
    expect(allowed({ PLATFORM_HOST: 'stoa.localhost:4000' })).toBe('1')
    expect(allowed({ PLATFORM_HOST: 'stoa.example' })).toBeUndefined()
    expect(allowed({ PLATFORM_HOST: 'notlocalhost:3000' })).toBeUndefined()
    expect(allowed(REAL_STRIPE)).toBeUndefined()
    expect(allowed({ WEBHOOK_ALLOW_PRIVATE: '0' })).toBe('0')
    const live = { ...REAL_STRIPE, WEBHOOK_ALLOW_PRIVATE: '1' }
    expect(() => readSettings(live, ROOT)).toThrow('WEBHOOK_ALLOW_PRIVATE')
    expect(() => readSettings({ WEBHOOK_ALLOW_PRIVATE: 'yes' }, ROOT)).toThrow('WEBHOOK_ALLOW_PRIVATE')
  })

  it('reads an empty value as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '', STRIPE_SECRET_KEY: '' }, ROOT).embedded.postgres).toBe(true)
  })
})

describe('what is given', () => {
  it('moves the hosts with PORT and keeps an absolute data directory', () => {
    const settings = readSettings({ PORT: '4100', STOA_DATA_DIR: '/tmp/shop' }, ROOT)
    expect(settings).toMatchObject({ port: 4100, storesDomain: 'localhost:4100', dataDir: '/tmp/shop' })
  })

  it('replaces the database as a whole', () => {
    const settings = readSettings(OWN_DATABASE, ROOT)
    expect(settings.embedded).toEqual({ postgres: false, redis: true, stripe: true, inngest: true, mail: true })
    expect(environment(OWN_DATABASE)).toMatchObject(OWN_DATABASE)
  })

  it('sends Stripe calls to STRIPE_API_BASE with the local keys, and to Stripe itself with keys of its own', () => {
    const compatible = environment({ STRIPE_API_BASE: 'http://127.0.0.1:9' })
    expect(compatible).toMatchObject({ STRIPE_API_BASE: 'http://127.0.0.1:9', STRIPE_SECRET_KEY: 'sk_test_local' })
    const real = environment(REAL_STRIPE)
    expect(real).toMatchObject(REAL_STRIPE)
    expect(real).not.toHaveProperty('STRIPE_API_BASE')
  })

  it('leaves INNGEST_DEV unset when any Inngest variable is given', () => {
    const given = { INNGEST_EVENT_KEY: 'e', INNGEST_SIGNING_KEY: 's' }
    expect(readSettings(given, ROOT).embedded.inngest).toBe(false)
    expect(environment(given)).not.toHaveProperty('INNGEST_DEV')
  })

  it('keeps AUTH_SECRET and mail settings', () => {
    const given = { AUTH_SECRET: 'x'.repeat(32), SMTP_URL: 'smtp://mail:25', MAIL_FROM: 'Shop <a@b.example>' }
    expect(environment(given)).toMatchObject(given)
  })

  it('puts every baked variable into the question whether to build', () => {
    expect(buildVariables(readSettings({ NEXT_PUBLIC_X: '1' }, ROOT))).toEqual({
      NEXT_PUBLIC_X: '1',
    })
    expect(buildVariables(readSettings(REAL_STRIPE, ROOT))).toEqual({ NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: 'pk_live_1' })
  })

  it('knows live money', () => {
    expect(isLive(readSettings(REAL_STRIPE, ROOT))).toBe(true)
    expect(isLive(readSettings({}, ROOT))).toBe(false)
  })
})

describe('bad configuration is one sentence that names the variable', () => {
  const { DATABASE_MIGRATOR_URL: _, ...withoutMigrator } = OWN_DATABASE
  const { STRIPE_WEBHOOK_SECRET: __, ...withoutWebhook } = REAL_STRIPE
  it.each<[string, Variables]>([
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: 'http' }],
    ['PLATFORM_HOST', { PLATFORM_HOST: 'http://shop.example' }],
    ['STORES_DOMAIN', { STORES_DOMAIN: 'a b' }],
    ['DATABASE_MIGRATOR_URL', withoutMigrator],
    ['DATABASE_URL', { ...OWN_DATABASE, DATABASE_URL: 'mysql://x' }],
    ['UPSTASH_REDIS_REST_TOKEN', { UPSTASH_REDIS_REST_URL: 'https://x.upstash.io' }],
    ['UPSTASH_REDIS_REST_URL', { UPSTASH_REDIS_REST_TOKEN: 'x' }],
    ['REDIS_URL', { REDIS_URL: 'localhost:6379' }],
    ['STRIPE_WEBHOOK_SECRET', withoutWebhook],
    ['STRIPE_API_BASE', { STRIPE_API_BASE: 'api.stripe.test' }],
    ['INNGEST_SIGNING_KEY', { INNGEST_EVENT_KEY: 'e' }],
    ['INNGEST_SIGNING_KEY', { ...REAL_STRIPE, INNGEST_EVENT_KEY: '', INNGEST_SIGNING_KEY: '' }],
    ['INNGEST_SIGNING_KEY', { ...REAL_STRIPE, INNGEST_DEV: 'http://127.0.0.1:8288' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail:25' }],
    ['SMTP_URL', { SMTP_URL: 'mail:25', MAIL_FROM: 'a@b.example' }],
    ['DNS_SERVER', { DNS_SERVER: 'a:b:c' }],
    ['VERCEL_PROJECT_ID', { VERCEL_TOKEN: 't' }],
    ['AUTH_SECRET', { AUTH_SECRET: 'short' }],
    ['TRUSTED_PROXY', { TRUSTED_PROXY: 'yes' }],
    ['STOA_CLOCK_OFFSET_MS', { STOA_CLOCK_OFFSET_MS: '1h' }],
    ['STOA_CLOCK_OFFSET_MS', { ...REAL_STRIPE, STOA_CLOCK_OFFSET_MS: '1' }],
  ])('%s', (name, given) => {
    expect(() => readSettings(given, ROOT)).toThrow(new RegExp(`^${name} [^\\n]+\\.$`))
  })

  it('never repeats a connection string', () => {
    const given = { ...OWN_DATABASE, DATABASE_URL: 'mysql://user:secret@db/stoa' }
    expect(() => readSettings(given, ROOT)).toThrow(expect.not.stringContaining('secret'))
  })
})

it('reads .env files as Node does', () => {
  const text = [
    '# a comment',
    'PLAIN=one # and why',
    'export EXPORTED = two',
    `SINGLE='a # b'`,
    'DOUBLE="line 1\\nline 2"',
    'EMPTY=',
    'URL=postgres://a:b@c/d?e=f',
  ].join('\n')
  expect(parseEnvFile(text)).toEqual({
    PLAIN: 'one',
    EXPORTED: 'two',
    SINGLE: 'a # b',
    DOUBLE: 'line 1\nline 2',
    EMPTY: '',
    URL: 'postgres://a:b@c/d?e=f',
  })
})
