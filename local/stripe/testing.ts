/** A stand-in, an app that takes its webhooks, and the official client: made anew for each test of the file that imports this. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { afterEach, beforeEach } from 'vitest'
import { close, listen, readBody } from '../http'
import type { Service } from '../service'
import { type StripeOptions, startStripe } from './server'

export const ACCOUNT = 'acct_harborbooks'
export const direct = { stripeAccount: ACCOUNT }
export const card = {
  currency: 'usd',
  allowed_payment_method_types: ['card'],
} satisfies Partial<Stripe.PaymentIntentCreateParams>

export interface Received {
  path: string
  host: string | undefined
  event: Stripe.Event
}

let dir: string
let app: Server
export let options: StripeOptions
export let service: Service
export let stripe: Stripe
export let received: Received[]
/** What the app answers to the next webhooks; 200 when empty. */
export let appAnswers: number[]

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stoa-stripe-'))
  received = []
  appAnswers = []
  app = createServer(async (req, res) => {
    const body = await readBody(req, 1_000_000)
    const path = req.url ?? ''
    const secret = path.endsWith('connect') ? 'whsec_connect' : 'whsec_platform'
    const event = stripe.webhooks.constructEvent(body, String(req.headers['stripe-signature']), secret)
    const status = appAnswers.shift() ?? 200
    if (status === 200) received.push({ path, host: req.headers.host, event })
    res.writeHead(status).end()
  })
  options = {
    dir,
    appOrigin: await listen(app),
    appHost: 'stoa.localhost:3000',
    webhookSecret: 'whsec_platform',
    connectWebhookSecret: 'whsec_connect',
    secretKey: 'sk_test_local',
  }
  await boot()
})
afterEach(async () => {
  await service.stop()
  await close(app)
  await rm(dir, { recursive: true, force: true })
})

export async function boot() {
  service = await startStripe(options)
  stripe = client()
}
export function client(key = 'sk_test_local', retries = 0) {
  const { hostname, port } = new URL(service.url)
  const where = { host: hostname, port, protocol: 'http' } as const
  return new Stripe(key, { ...where, maxNetworkRetries: retries, timeout: 2_000, telemetry: false })
}
export const post = (path: string, body: unknown = {}) =>
  fetch(service.url + path, { method: 'POST', body: JSON.stringify(body), redirect: 'manual' })
export const ledger = async () => (await fetch(`${service.url}/_ledger`)).json()
export const pay = (extra: Partial<Stripe.PaymentIntentCreateParams> = {}, request: Stripe.RequestOptions = {}) =>
  stripe.paymentIntents.create(
    { amount: 2500, payment_method: 'pm_card_visa', confirm: true, ...card, ...extra },
    { ...direct, ...request },
  )
export async function failure(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Stripe.errors.StripeError) return error
  throw new Error(`Expected a Stripe error, got ${String(error)}`)
}

/** The statuses that the app answers to the next webhooks. */
export function answerWebhooksWith(statuses: number[]): void {
  appAnswers = statuses
}
