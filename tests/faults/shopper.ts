/** A shopper over HTTP: fills a cart, pays with a key, and remembers what was answered. */
import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { z } from 'zod'
import { type Reply, send } from '@/bench/http'

const TO = { name: 'Ada Okafor', address1: '12 Quay Street', city: 'Portland', zip: '97201', country: 'US' }

export const THREE_D_SECURE = 'pm_card_authenticationRequired'

const answerSchema = z.object({
  order: z.object({ id: z.number(), number: z.number(), total: z.number() }).loose().optional(),
  error: z.object({ code: z.string(), message: z.string() }).loose().optional(),
})

export interface PayAnswer {
  /** 0: the connection broke, and nobody knows. */
  status: number
  /** `ordered`, an error's code, or `lost`. */
  code: string
  /** What a person reads where it is an error. */
  message: string
  order: { id: number; number: number; total: number } | null
}

const LOST: PayAnswer = { status: 0, code: 'lost', message: '', order: null }

export class Shopper {
  email = `${randomUUID()}@example.test`
  readonly key = randomUUID()
  /** What paying came to, each time. */
  readonly answers: PayAnswer[] = []
  private cookie = ''
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor(
    readonly host: string,
    private readonly paymentMethod = 'pm_card_visa',
  ) {}

  /** The same person with the same cart in another window, which has a key of its own. */
  twin(): Shopper {
    const twin = new Shopper(this.host, this.paymentMethod)
    twin.cookie = this.cookie
    twin.email = this.email
    return twin
  }

  /** Whether the units are in the cart. */
  async fill(port: number, variantId: number, quantity = 1): Promise<boolean> {
    const body = { items: [{ id: variantId, quantity }] }
    const reply = await this.post(port, '/cart/add.js', body).catch(() => null)
    if (reply?.status !== 200) return false
    const cookie = reply.setCookie.map((line) => line.split(';')[0]).join('; ')
    if (cookie) this.cookie = cookie
    return true
  }

  /** Pays, or asks again with the same key. Never throws: a broken connection is an answer. */
  async pay(port: number): Promise<PayAnswer> {
    const reply = await this.submit(port, this.key).catch(() => null)
    const answer = reply ? read(reply) : LOST
    this.answers.push(answer)
    return answer
  }

  /** As `pay`, on a connection of its own: it does not wait for this window's other submits. */
  async payApart(port: number): Promise<PayAnswer> {
    const agent = new Agent()
    const reply = await this.submit(port, this.key, {}, agent).catch(() => null)
    agent.destroy()
    const answer = reply ? read(reply) : LOST
    this.answers.push(answer)
    return answer
  }

  /** The same key with another body: must be refused. Answers the error's code. */
  async payOtherwise(port: number): Promise<string> {
    const reply = await this.submit(port, this.key, { shippingAddress: { ...TO, city: 'Salem' } }).catch(() => null)
    return reply ? read(reply).code : 'lost'
  }

  leave(): void {
    this.agent.destroy()
  }

  private submit(port: number, key: string, more: object = {}, agent = this.agent): Promise<Reply> {
    const { email, paymentMethod } = this
    const body = { email, shippingAddress: TO, paymentMethod, ...more }
    return this.post(port, '/api/checkout', body, { 'idempotency-key': key }, agent)
  }

  private post(
    port: number,
    path: string,
    body: object,
    more: Record<string, string> = {},
    agent = this.agent,
  ): Promise<Reply> {
    const headers = { ...(this.cookie ? { cookie: this.cookie } : {}), ...more }
    return send(agent, port, this.host, path, { method: 'POST', headers, body })
  }
}

function read({ status, text }: Reply): PayAnswer {
  const parsed = answerSchema.safeParse(parse(text))
  if (!parsed.success) return { status, code: 'unreadable', message: '', order: null }
  const { order, error } = parsed.data
  const code = order ? 'ordered' : (error?.code ?? 'unreadable')
  return { status, code, message: error?.message ?? '', order: order ?? null }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
