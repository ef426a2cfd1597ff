/** Runs faults one after the other, each on a shop of its own, lets all shops come to rest, and asks the invariants. */
import { foreignKeyViolations } from '@/tests/invariants/foreign-keys'
import { type Fault, openScene } from './fault'
import { mailViolations, shopViolations } from './invariants'
import type { Lab } from './lab'
import { mendEverything } from './mend'
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

/** `pace` as in recover(): by the clock, or with time made to pass. */
export async function runGroup(
  lab: Lab,
  random: Random,
  faults: readonly Fault[],
  pace: 'waiting' | 'hurrying',
  log: (line: string) => void = () => {},
): Promise<FaultResult[]> {
  const done: { fault: Fault; shop: Shop; failed: string[] }[] = []
  for (const fault of faults) {
    const began = Date.now()
    const scene = await openScene(lab, random, LEAST_STOCK + random.below(MORE_STOCK))
    const failed: string[] = []
    try {
      await fault.run(scene)
    } catch (error) {
      failed.push(`the fault could not be run: ${error instanceof Error ? error.message : String(error)}`)
      await mendEverything(lab)
    }
    log(`${fault.id} ${((Date.now() - began) / 1000).toFixed(1)} s${failed.length > 0 ? `, ${failed[0]}` : ''}`)
    done.push({ fault, shop: scene.shop, failed })
  }
  const shops = done.map(({ shop }) => shop)
  const recovery = await recover(lab, shops, pace)
  log(`at rest: attempts ${recovery.attemptsMs} ms, everything ${recovery.restMs} ms`)
  const mails = await mailViolations(lab, shops)
  const keys = await foreignKeyViolations(lab.admin)
  const results: FaultResult[] = []
  for (const { fault, shop, failed } of done) {
    const violations = [
      ...failed,
      ...(recovery.late.get(shop.storeId) ?? []),
      ...(await shopViolations(lab, shop)),
      ...(mails.get(shop.storeId) ?? []),
      ...keys.found,
    ]
    for (const violation of violations) log(`VIOLATION ${fault.id} (store ${shop.storeId}): ${violation}`)
    results.push({ id: fault.id, violations, orders: await ordersOf(lab, shop), ...timesOf(recovery) })
    for (const shopper of shop.shoppers) shopper.leave()
  }
  return results
}

function timesOf({ attemptsMs, restMs }: { attemptsMs: number; restMs: number }) {
  return { attemptsMs, restMs }
}

async function ordersOf({ admin }: Lab, { storeId }: Shop): Promise<number> {
  const [row] = await admin`select count(*)::int as n from orders where store_id = ${storeId}`
  return row?.n
}
