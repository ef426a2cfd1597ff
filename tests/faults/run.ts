/** Runs faults one after the other, each on a shop of its own, lets all shops come to rest, and asks the invariants. */
import { foreignKeyViolations } from '@/tests/invariants/foreign-keys'
import { type Fault, openScene } from './fault'
import { mailViolations, shopViolations } from './invariants'
import type { Lab } from './lab'
import { mendEverything } from './mend'
import type { RaceResult } from './races'
import type { Random } from './random'
import { recover } from './recovery'
import type { Shop } from './shop'

export interface FaultResult {
  id: string
  violations: string[]
  orders: number
  /** From recovery to the end of the shop's last attempt, as far as it was looked at together with the others (ms). */
  attemptsMs: number
  restMs: number
}

const LEAST_STOCK = 2
const MORE_STOCK = 3

/** By the clock alone: a run on a busy machine that does not wait has no business with it. */
const READY_LIMIT_MS = 10_000
const AWAY_MS = { waiting: 5_000, hurrying: 1_000 }

export interface Pacing {
  /** As in recover(): by the clock, or with time made to pass. */
  pace: 'waiting' | 'hurrying'
  log: (line: string) => void
}

/** A shop after its fault, with what has been found wrong already. */
interface Done {
  id: string
  shop: Shop
  failed: string[]
}

export async function runGroup(
  lab: Lab,
  random: Random,
  faults: readonly Fault[],
  { pace, log }: Pacing,
): Promise<FaultResult[]> {
  const done: Done[] = []
  for (const fault of faults) {
    const began = Date.now()
    const scene = await openScene(lab, random, LEAST_STOCK + random.below(MORE_STOCK), AWAY_MS[pace])
    const failed: string[] = []
    try {
      await fault.run(scene)
    } catch (error) {
      failed.push(`the fault could not be run: ${error instanceof Error ? error.message : String(error)}`)
      await mendEverything(lab)
    }
    log(`${fault.id}: ${((Date.now() - began) / 1000).toFixed(1)} s`)
    const { readyMs } = scene.shop
    if (pace === 'waiting' && readyMs > READY_LIMIT_MS)
      failed.push(`ready only ${readyMs} ms after PostgreSQL was back`)
    done.push({ id: fault.id, shop: scene.shop, failed })
  }
  return judge(lab, done, { pace, log })
}

export async function runRace(id: string, race: Promise<RaceResult>, lab: Lab, pacing: Pacing): Promise<FaultResult> {
  const { scene, violations, seconds, atRest } = await race
  pacing.log(`${id}: ${seconds.toFixed(1)} s`)
  const [result] = await judge(lab, [{ id, shop: scene.shop, failed: violations }], pacing)
  if (!result) throw new Error('one shop was judged')
  const later = (await atRest?.()) ?? []
  for (const violation of later) pacing.log(`VIOLATION ${id} (store ${scene.shop.storeId}): ${violation}`)
  return { ...result, violations: [...result.violations, ...later] }
}

/** Lets the shops come to rest and asks everything of them. */
async function judge(lab: Lab, done: readonly Done[], { pace, log }: Pacing): Promise<FaultResult[]> {
  const shops = done.map(({ shop }) => shop)
  const { attemptsMs, restMs, late } = await recover(lab, shops, pace)
  log(`at rest: attempts after ${attemptsMs} ms, everything after ${restMs} ms`)
  const mails = await mailViolations(lab, shops)
  const keys = await foreignKeyViolations(lab.admin)
  const results: FaultResult[] = []
  for (const { id, shop, failed } of done) {
    const violations = [
      ...failed,
      ...(late.get(shop.storeId) ?? []),
      ...(await shopViolations(lab, shop)),
      ...(mails.get(shop.storeId) ?? []),
      ...keys.found,
    ]
    for (const violation of violations) log(`VIOLATION ${id} (store ${shop.storeId}): ${violation}`)
    results.push({ id, violations, orders: await ordersOf(lab, shop), attemptsMs, restMs })
    for (const shopper of shop.shoppers) shopper.leave()
  }
  return results
}

async function ordersOf({ admin }: Lab, { storeId }: Shop): Promise<number> {
  const [row] = await admin`select count(*)::int as n from orders where store_id = ${storeId}`
  return row?.n
}
