/**
 * Many at once on two server processes: more buyers than units, one cart submitted from many windows, and every pair of what
 * a merchant and the capture may do to one order at the same moment.
 */
import { allPay, everybodyBuys, fillCarts, newShoppers, openPorts, openScene, pause, type Scene } from './fault'
import type { Lab } from './lab'
import { type Deed, merchantDoes } from './product'
import type { Random } from './random'
import type { Shopper } from './shopper'
import { breakStripe, mendStripe } from './stripe-faults'

/** Answers that ask to come back: a page tries again by itself. */
const COME_BACK = new Set(['checkout_in_progress', 'rate_limited', 'unavailable'])
const RETURNS = 8
const RETURN_PAUSE_MS = 1_000

export interface RaceResult {
  scene: Scene
  /** What only this race promises; the invariants are asked later. */
  violations: string[]
  seconds: number
  /** What is asked when the shop has come to rest: who has paid may be told of the order later. */
  atRest?: () => Promise<string[]>
}

/** `buyers` want one of `units`: all units are sold, none twice. */
export async function oversell(lab: Lab, random: Random, buyers: number, units: number): Promise<RaceResult> {
  const scene = await openScene(lab, random, units)
  const shoppers = await fillCarts(scene, newShoppers(scene, buyers))
  const violations = shoppers.length === buyers ? [] : [`only ${shoppers.length} of ${buyers} could fill a cart`]
  const began = Date.now()
  await allPay(scene, shoppers)
  const seconds = (Date.now() - began) / 1000
  await comeBack(scene, shoppers)
  const atRest = async () => {
    const [row] = await lab.admin`select count(*)::int as n from orders where store_id = ${scene.shop.storeId}`
    return row?.n === units ? [] : [`${row?.n} of ${units} units were sold to ${buyers} buyers`]
  }
  return { scene, violations, seconds, atRest }
}

/** Each cart is paid from `parallel` windows at once, four of which share each key: one order a cart. */
export async function racingSubmits(lab: Lab, random: Random, carts: number, parallel: number): Promise<RaceResult> {
  const scene = await openScene(lab, random, carts * 2)
  const shoppers = await fillCarts(scene, newShoppers(scene, carts))
  const violations = shoppers.length === carts ? [] : [`only ${shoppers.length} of ${carts} carts could be filled`]
  const began = Date.now()
  for (const shopper of shoppers) violations.push(...(await raceOneCart(scene, shopper, parallel)))
  return { scene, violations, seconds: (Date.now() - began) / 1000 }
}

const WINDOWS_A_KEY = 4

async function raceOneCart({ lab, shop }: Scene, shopper: Shopper, parallel: number): Promise<string[]> {
  const ports = openPorts(lab)
  const windows = [shopper, ...Array.from({ length: Math.ceil(parallel / WINDOWS_A_KEY) - 1 }, () => shopper.twin())]
  shop.shoppers.push(...windows.slice(1))
  const submits = Array.from({ length: parallel }, (_, index) => {
    const window = windows[index % windows.length] ?? shopper
    // Submits of one window do not wait for each other.
    return window.payApart(ports[index % ports.length] ?? 0)
  })
  const answers = await Promise.all(submits)
  const orders = new Set(answers.flatMap(({ order }) => order?.id ?? []))
  if (orders.size > 1) return [`cart of ${shopper.email}: ${orders.size} orders were confirmed`]
  if (orders.size === 1) return []
  return [`cart of ${shopper.email}: no submit was confirmed (${answers.map(({ code }) => code).join(', ')})`]
}

async function comeBack(scene: Scene, shoppers: readonly Shopper[]): Promise<void> {
  for (let round = 0; round < RETURNS; round++) {
    const waiting = shoppers.filter((shopper) => COME_BACK.has(shopper.answers.at(-1)?.code ?? 'lost'))
    if (waiting.length === 0) return
    await pause(RETURN_PAUSE_MS)
    await allPay(scene, waiting)
  }
}

const PAIRS: [Deed, Deed][] = [
  ['refund', 'refund'],
  ['refund', 'cancel'],
  ['cancel', 'cancel'],
  ['capture', 'refund'],
  ['capture', 'cancel'],
  ['capture', 'capture'],
]

/** Each pair on an order of its own; where a capture takes part the order is not captured yet. */
export async function pairsOfDeeds(lab: Lab, random: Random, rounds: number): Promise<RaceResult> {
  const scene = await openScene(lab, random, PAIRS.length * rounds)
  const { shop } = scene
  const began = Date.now()
  const violations: string[] = []
  for (let round = 0; round < rounds; round++) {
    for (const pair of PAIRS) {
      const orderId = await placeOrder(scene, pair.includes('capture'))
      const answers = await Promise.all(pair.map((deed) => merchantDoes(lab, shop, deed, orderId)))
      const odd = answers.filter(({ answer }) => !['done', 'conflict', 'invalid_request'].includes(answer))
      for (const { answer } of odd) violations.push(`${pair.join(' and ')} of order ${orderId}: ${answer}`)
      shop.mutations.push(...answers.flatMap(({ mutations }) => mutations))
    }
  }
  return { scene, violations, seconds: (Date.now() - began) / 1000 }
}

async function placeOrder(scene: Scene, uncaptured: boolean): Promise<number> {
  const { lab } = scene
  const capture = { method: 'POST', path: '^/v1/payment_intents/[^/]+/capture$' }
  if (uncaptured) await breakStripe(lab, { kind: 'status', status: 503, match: capture, times: 10 })
  const [shopper] = newShoppers(scene, 1)
  await everybodyBuys(scene, shopper ? [shopper] : [])
  await mendStripe(lab)
  const order = shopper?.answers.at(-1)?.order
  if (!order) throw new Error(`an order could not be placed: ${shopper?.answers.at(-1)?.code}`)
  return order.id
}
