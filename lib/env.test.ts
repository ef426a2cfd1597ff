/** What a process refuses to start with. */
import { describe, expect, it } from 'vitest'
import { readEnv } from './env'

const LOCAL = {
  DATABASE_URL: 'postgres://app@db.example/stoa',
  DATABASE_PLATFORM_URL: 'postgres://platform@db.example/stoa',
  STRIPE_SECRET_KEY: 'sk_test_x',
  SMTP_URL: 'smtp://mail.example',
  AUTH_SECRET: 'sixteen characters or more',
}
const VERCEL = {
  ...LOCAL,
  VERCEL: '1',
  PLATFORM_HOST: 'app.stoa.example',
  STORES_DOMAIN: 'stoa-shops.example',
  STRIPE_WEBHOOK_SECRET: 'whsec_w',
  STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_x',
  NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: 'pk_test_x',
  MAIL_FROM: 'Stoa <shop@stoa.example>',
  INNGEST_EVENT_KEY: 'key',
  INNGEST_SIGNING_KEY: 'signkey',
  BLOB_READ_WRITE_TOKEN: 'token',
}
const DEV = { INNGEST_DEV: 'http://127.0.0.1:7003' }

describe('readEnv', () => {
  it('takes what the embedded start gives, and a whole deployment', () => {
    expect(readEnv({ ...LOCAL, ...DEV, PORT: '4000' }).PLATFORM_HOST).toBe('localhost:4000')
    expect(readEnv(VERCEL).STORES_DOMAIN).toBe('stoa-shops.example')
  })

  it('names everything that is missing, an empty value included', () => {
    expect(() => readEnv({ ...LOCAL, AUTH_SECRET: '', SMTP_URL: undefined })).toThrow(/SMTP_URL.*AUTH_SECRET/)
  })

  it.each([
    'PLATFORM_HOST',
    'STORES_DOMAIN',
    'STRIPE_CONNECT_WEBHOOK_SECRET',
    'INNGEST_SIGNING_KEY',
    'NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY',
    'MAIL_FROM',
    'BLOB_READ_WRITE_TOKEN',
  ])('does not start on Vercel without %s', (name) => expect(() => readEnv({ ...VERCEL, [name]: '' })).toThrow(name))

  it.each([
    ['on Vercel', VERCEL],
    ['with a live key', { ...LOCAL, STRIPE_SECRET_KEY: 'sk_live_x' }],
    ['with a live restricted key', { ...LOCAL, STRIPE_SECRET_KEY: 'rk_live_x' }],
  ])('refuses unsigned Inngest calls %s', (_where, given) => {
    expect(() => readEnv({ ...given, ...DEV })).toThrow('INNGEST_DEV')
    expect(() => readEnv({ ...given, INNGEST_DEV: '0' })).not.toThrow()
  })

  it.each([
    ['on Vercel', VERCEL],
    ['with a live key', { ...LOCAL, STRIPE_SECRET_KEY: 'sk_live_x' }],
    ['with a live restricted key', { ...LOCAL, STRIPE_SECRET_KEY: 'rk_live_x' }],
  ])('sends no webhook into private networks %s', (_where, given) => {
    expect(() => readEnv({ ...given, WEBHOOK_ALLOW_PRIVATE: '1' })).toThrow('WEBHOOK_ALLOW_PRIVATE')
    expect(readEnv({ ...given, WEBHOOK_ALLOW_PRIVATE: '0' }).WEBHOOK_ALLOW_PRIVATE).toBe('0')
  })

  it.each(['sk_live_x', 'rk_live_x'])('refuses a shifted clock with %s', (STRIPE_SECRET_KEY) => {
    expect(() => readEnv({ ...LOCAL, STRIPE_SECRET_KEY, STOA_CLOCK_OFFSET_MS: '1' })).toThrow('STOA_CLOCK_OFFSET_MS')
  })
})
