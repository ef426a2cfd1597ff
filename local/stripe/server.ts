/**
 * The Stripe stand-in: Stripe's HTTP API under /v1, its hosted pages, and what tests need.
 * Routes beside the API: /_3ds, /_onboarding (pages.ts), /_dashboard, /_checkout, /_portal (billing-pages.ts), /_disputes,
 * /_payouts, /_accounts, /_deauthorize, /_subscriptions (hooks.ts), /_faults, /_ledger, /_webhooks.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { BodyTooLarge, close, listen, readBody, sendHtml, sendJson, sendSeeOther } from '../http'
import type { Service } from '../service'
import { type Api, answerApi } from './api'
import { answerBillingPage } from './billing-pages'
import { rebaseActions } from './confirm'
import { answerDashboard } from './dashboard'
import { StripeFailure } from './errors'
import { Faults, stripeFault } from './faults'
import { isHook, runHook } from './hooks'
import { IdempotencyKeys } from './idempotency'
import type { Charge, PaymentIntent, Refund, StripeObject } from './objects'
import { publicView } from './objects'
import { answerPage } from './pages'
import { State } from './state'
import { redelivery, Webhooks } from './webhooks'

const MAX_BODY_BYTES = 64 * 1024

export const stripeOptions = z.object({
  /** The folder of the journal. */
  dir: z.string().min(1),
  /** Where the app listens, for example http://127.0.0.1:3000. */
  appOrigin: z.url(),
  /** The platform's host, sent as Host with every webhook. */
  appHost: z.string().min(1),
  /** Signs the platform's events. */
  webhookSecret: z.string().min(1),
  /** Signs the events of connected accounts. */
  connectWebhookSecret: z.string().min(1),
  /** The event types that the endpoint for connected accounts subscribes to, with commas; absent: all. */
  connectEvents: z.string().optional(),
  /** The only key that the API accepts. */
  secretKey: z.string().min(1),
  port: z.number().int().min(0).max(65_535).optional(),
})
export type StripeOptions = z.infer<typeof stripeOptions>

interface Parts {
  api: Api
  webhooks: Webhooks
}

/** Starts the stand-in with the state of its folder. Rejects when the port or the folder is taken. */
export async function startStripe(options: StripeOptions): Promise<Service> {
  const state = await State.open(options.dir)
  const webhooks = new Webhooks(state, options)
  const server = createServer((req, res) => {
    route(parts, req, res).catch((error: unknown) => sendFailure(res, error))
  })
  const url = await listen(server, options.port).catch(async (error: unknown) => {
    await state.close()
    throw error
  })
  rebaseActions(state, url)
  await state.commit()
  const api: Api = {
    state,
    faults: new Faults(),
    keys: new IdempotencyKeys(state),
    secretKey: options.secretKey,
    baseUrl: url,
    onChange: () => webhooks.kick(),
  }
  const parts: Parts = { api, webhooks }
  webhooks.kick()
  return {
    url,
    stop: async () => {
      webhooks.stop()
      await close(server)
      await state.close()
    },
  }
}

async function route(parts: Parts, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { api, webhooks } = parts
  const url = new URL(req.url ?? '/', 'http://stripe')
  // Asked for by browsers on the hosted pages.
  if (url.pathname === '/favicon.ico') return void res.writeHead(204).end()
  if (!url.pathname.startsWith('/_')) return answerApi(api, req, res)
  const place = `${req.method} ${url.pathname}`
  if (place === 'POST /_faults') {
    api.faults.add(stripeFault.parse(JSON.parse(await readBody(req, MAX_BODY_BYTES))))
    return sendJson(res, 200, { ok: true })
  }
  if (place === 'DELETE /_faults') {
    api.faults.clear()
    return sendJson(res, 200, { ok: true })
  }
  if (place === 'GET /_faults') return sendJson(res, 200, { faults: api.faults.list(), held: api.faults.held() })
  if (place === 'GET /_ledger') return sendJson(res, 200, ledger(api.state))
  if (place === 'POST /_webhooks') {
    const asked = redelivery.parse(JSON.parse((await readBody(req, MAX_BODY_BYTES)) || '{}'))
    return sendJson(res, 200, await webhooks.redeliver(asked))
  }
  if (isHook(place)) {
    const answer = runHook(api.state, place, await readBody(req, MAX_BODY_BYTES))
    await api.state.commit()
    webhooks.kick()
    return sendJson(res, 200, answer)
  }
  // Read in any case, so that the connection can be used again.
  const body = req.method === 'POST' ? await readBody(req, MAX_BODY_BYTES) : ''
  const method = req.method ?? 'GET'
  const reply =
    answerPage(api.state, method, url) ??
    answerDashboard(api.state, method, url) ??
    answerBillingPage(api.state, method, url, body)
  await api.state.commit()
  webhooks.kick()
  if (reply === null)
    sendJson(res, 404, { error: { type: 'invalid_request_error', message: `No such route: ${place}` } })
  else if ('html' in reply) sendHtml(res, reply.status, reply.html)
  else if ('location' in reply) sendSeeOther(res, reply.location)
  else sendJson(res, 200, reply.json)
}

function ledger(state: State) {
  const all = <T extends StripeObject>(object: T['object']) =>
    [...state.all<T>(null, object)].map((item) => ({ ...publicView(item), account: state.owner(item.id) }))
  return {
    charges: all<Charge>('charge'),
    refunds: all<Refund>('refund'),
    paymentIntents: all<PaymentIntent>('payment_intent'),
  }
}

function sendFailure(res: ServerResponse, error: unknown): void {
  const bad = error instanceof SyntaxError || error instanceof z.ZodError || error instanceof RangeError
  const status = error instanceof BodyTooLarge ? 413 : error instanceof StripeFailure ? error.status : bad ? 400 : 500
  const message = error instanceof Error ? error.message : String(error)
  if (status === 500) console.error('stripe:', error)
  if (res.headersSent) res.destroy()
  else sendJson(res, status, { error: { type: status < 500 ? 'invalid_request_error' : 'api_error', message } })
}
