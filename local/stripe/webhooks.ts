/**
 * Signed webhooks to the app: connected accounts' events to /api/webhooks/stripe-connect, the platform's to /api/webhooks/stripe.
 * A delivery is kept until the app answered 2xx or MAX_ATTEMPTS were made; a restart goes on with it.
 */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { callApp } from '../http'
import { nowSeconds } from './ids'
import { publicView, type StripeEvent } from './objects'
import type { Delivery, State } from './state'

const TIMEOUT_MS = 15_000
const PARALLEL = 4
const MAX_ATTEMPTS = 30
const FIRST_RETRY_MS = 1_000
const MAX_RETRY_MS = 60_000
/** How many deliveries one call of /_webhooks may make. */
const MAX_REDELIVERIES = 5_000

export interface WebhookOptions {
  appOrigin: string
  appHost: string
  webhookSecret: string
  connectWebhookSecret: string
  /** The types that the endpoint for connected accounts subscribes to, with commas; absent: all. */
  connectEvents?: string
}

export const redelivery = z
  .object({
    /** An event's id, a type (`charge.*` too), or `all`. */
    event: z.string().default('all'),
    /** How often each is delivered. */
    times: z.number().int().min(1).max(100).default(1),
    order: z.enum(['recorded', 'reverse', 'random']).default('recorded'),
  })
  .strict()

export class Webhooks {
  private readonly inFlight = new Set<string>()
  private timer: NodeJS.Timeout | undefined
  private stopped = false

  constructor(
    private readonly state: State,
    private readonly options: WebhookOptions,
  ) {}

  /** Sends what is due and plans the rest. */
  kick(): void {
    if (this.stopped) return
    clearTimeout(this.timer)
    const now = Date.now()
    let next = Number.POSITIVE_INFINITY
    for (const delivery of this.state.deliveries.values()) {
      if (this.inFlight.has(delivery.id)) continue
      if (delivery.dueAt > now) next = Math.min(next, delivery.dueAt)
      else if (this.inFlight.size < PARALLEL) this.start(delivery)
    }
    if (next < Number.POSITIVE_INFINITY) this.timer = setTimeout(() => this.kick(), next - now)
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  /** Delivers recorded events again, one after the other, without retries; resolves with what the app answered. */
  async redeliver({ event, times, order }: z.infer<typeof redelivery>) {
    const matches = (type: string) => (event.endsWith('.*') ? type.startsWith(event.slice(0, -1)) : type === event)
    const chosen = this.state.events().filter(({ id, type }) => event === 'all' || id === event || matches(type))
    const list = chosen.flatMap((item) => Array<StripeEvent>(times).fill(item))
    if (list.length > MAX_REDELIVERIES) throw new RangeError(`More than ${MAX_REDELIVERIES} deliveries`)
    if (order === 'reverse') list.reverse()
    if (order === 'random') shuffle(list)
    const sent: { event: string; type: string; status: number }[] = []
    for (const item of list) {
      if (this.stopped) break
      sent.push({ event: item.id, type: item.type, status: await this.post(item) })
    }
    return { sent, delivered: sent.filter(({ status }) => status >= 200 && status < 300).length }
  }

  private start(delivery: Delivery): void {
    this.inFlight.add(delivery.id)
    this.deliver(delivery)
      .catch((error: unknown) => console.error('stripe: a webhook could not be kept:', error))
      .finally(() => {
        this.inFlight.delete(delivery.id)
        this.kick()
      })
  }

  private async deliver(delivery: Delivery): Promise<void> {
    const event = this.state.event(delivery.eventId)
    const status = event && this.isWanted(event) ? await this.post(event) : 200
    if (this.stopped) return
    const attempts = delivery.attempts + 1
    if ((status >= 200 && status < 300) || attempts >= MAX_ATTEMPTS) {
      if (status < 200 || status >= 300) console.error(`stripe: ${event?.type} ${event?.id} was given up (${status})`)
      this.state.endDelivery(delivery.id)
    } else {
      const dueAt = Date.now() + Math.min(FIRST_RETRY_MS * 2 ** delivery.attempts, MAX_RETRY_MS)
      this.state.saveDelivery({ ...delivery, attempts, dueAt })
    }
    await this.state.commit()
  }

  private isWanted({ type, account }: StripeEvent): boolean {
    const { connectEvents } = this.options
    return account === undefined || connectEvents === undefined || connectEvents.split(',').includes(type)
  }

  /** The status of the app's answer, 0 when there was none. */
  private async post(event: StripeEvent): Promise<number> {
    const { appOrigin, appHost, webhookSecret, connectWebhookSecret } = this.options
    const connect = event.account !== undefined
    const body = JSON.stringify(publicView(event))
    try {
      const answer = await callApp({
        origin: appOrigin,
        host: appHost,
        method: 'POST',
        path: connect ? '/api/webhooks/stripe-connect' : '/api/webhooks/stripe',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (local stand-in)',
          'stripe-signature': sign(body, connect ? connectWebhookSecret : webhookSecret),
        },
        body,
        timeoutMs: TIMEOUT_MS,
      })
      return answer.status
    } catch {
      // Not up, or gone meanwhile: tried again like any other failure.
      return 0
    }
  }
}

/** The Stripe-Signature header of a body. */
export function sign(body: string, secret: string, at = nowSeconds()): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}

function shuffle(list: unknown[]): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1))
    ;[list[i], list[j]] = [list[j], list[i]]
  }
}
