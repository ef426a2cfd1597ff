/** What a fault is to the harness: a name, where it belongs in the matrix, and one run of it on a fresh shop. */
import type { Lab } from './lab'
import type { Random } from './random'
import { openShop, type Shop } from './shop'
import { Shopper } from './shopper'

export type Dependency =
  | 'the program itself'
  | 'PostgreSQL'
  | 'Redis'
  | 'Stripe API'
  | 'Stripe webhooks'
  | 'Job executor'
  | 'SMTP'

export interface Fault {
  id: string
  dependency: Dependency
  /** What goes wrong, in words for the matrix. */
  what: string
  /** Brings the fault about while people shop, and ends it: everything is up again when this resolves. */
  run(scene: Scene): Promise<void>
}

export interface Scene {
  lab: Lab
  random: Random
  shop: Shop
  /** How long something stays away (ms). */
  awayMs: number
}

const AWAY_MS = 1_000

/** A scene with a fresh shop of `stock` units. */
export async function openScene(lab: Lab, random: Random, stock: number, awayMs = AWAY_MS): Promise<Scene> {
  return { lab, random, awayMs, shop: await openShop(lab, stock) }
}

/** Shoppers who come to the shop; those who answer are remembered by it. */
export function newShoppers({ shop }: Scene, count: number, paymentMethod?: string): Shopper[] {
  const shoppers = Array.from({ length: count }, () => new Shopper(shop.host, paymentMethod))
  shop.shoppers.push(...shoppers)
  return shoppers
}

/** Fills a cart and pays for it; false when the cart could not be filled. */
export async function buy({ shop }: Scene, shopper: Shopper, port: number): Promise<boolean> {
  if (!(await shopper.fill(port, shop.variantId))) return false
  await shopper.pay(port)
  return true
}

/** The ports of the servers that run. */
export function openPorts({ servers }: Lab): number[] {
  return servers.filter(({ running }) => running).map(({ port }) => port)
}

/** Everybody buys at once, at all servers that run; resolves when all have an answer or none will come. */
export async function everybodyBuys(scene: Scene, shoppers: readonly Shopper[]): Promise<void> {
  const ports = openPorts(scene.lab)
  await Promise.all(shoppers.map((shopper, index) => buy(scene, shopper, ports[index % ports.length] ?? 0)))
}

/** Everybody's cart is filled; who could not fill it does not come. */
export async function fillCarts({ lab, shop }: Scene, shoppers: readonly Shopper[]): Promise<Shopper[]> {
  const ports = openPorts(lab)
  const filled: Shopper[] = []
  const queue = shoppers.map((shopper, index) => ({ shopper, port: ports[index % ports.length] ?? 0 }))
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (await next.shopper.fill(next.port, shop.variantId)) filled.push(next.shopper)
    }
  }
  await Promise.all(Array.from({ length: FILLING_LANES }, lane))
  return filled
}

const FILLING_LANES = 16

/** All pay at the same moment, spread over the servers that run. */
export async function allPay({ lab }: Scene, shoppers: readonly Shopper[]): Promise<void> {
  const ports = openPorts(lab)
  await Promise.all(shoppers.map((shopper, index) => shopper.pay(ports[index % ports.length] ?? 0)))
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Some of those who have no order ask again with the same key, as a page that is loaded again does; the others never return. */
export async function someReturn(scene: Scene, share = 0.5): Promise<void> {
  const { shop, random, lab } = scene
  const back = shop.shoppers.filter((each) => each.answers.at(-1)?.code !== 'ordered' && random.chance(share))
  for (const shopper of back) {
    if (shopper.answers.length === 0) await buy(scene, shopper, lab.servers[0].port)
    else await shopper.pay(lab.servers[0].port)
  }
}

/** What `promise` comes to, or an error that names what did not happen in time. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not happen within ${ms / 1000} s`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
