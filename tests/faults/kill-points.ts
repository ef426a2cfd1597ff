/**
 * kill -9 of the server at twelve places of a purchase. Quote and reservation are one transaction here, so they share the two
 * places around its COMMIT; the payment's id has a COMMIT of its own only where the shopper has to authenticate, and is
 * killed before and after it; elsewhere it is written with the order. Where two servers run, the other one goes on.
 */

import { someAuthenticate } from './bank'
import { buy, type Fault, newShoppers, type Scene, someReturn, within } from './fault'
import { points } from './points'
import { THREE_D_SECURE } from './shopper'
import { breakStripe, CREATE_PAYMENT, mendStripe, untilHeld } from './stripe-faults'
import type { Point } from './wire/proxy'

const REACH_LIMIT_MS = 20_000
const SHOPPERS = 4

interface Place {
  what: string
  point?: Point
  hold?: 'hold_before' | 'hold_after'
  paymentMethod?: string
}

const PLACES: Place[] = [
  { what: 'a cart is written: before its COMMIT arrives', point: points.cartCommit },
  { what: 'quote and reservation: before the COMMIT arrives', point: points.reserveCommit('before') },
  { what: 'quote and reservation: after the COMMIT took effect', point: points.reserveCommit('after') },
  { what: 'Stripe has received the payment and not executed it', hold: 'hold_before' },
  { what: 'Stripe has executed the payment and not answered', hold: 'hold_after' },
  { what: 'Stripe has answered; the order is just begun', point: points.orderBegun },
  {
    what: 'the id of a payment that waits for 3-D Secure: before its COMMIT arrives',
    point: points.paymentIdCommit('before'),
    paymentMethod: THREE_D_SECURE,
  },
  {
    what: 'the id of a payment that waits for 3-D Secure: after its COMMIT took effect',
    point: points.paymentIdCommit('after'),
    paymentMethod: THREE_D_SECURE,
  },
  { what: 'the order: before its COMMIT arrives', point: points.orderCommit('before') },
  { what: 'the order: after its COMMIT took effect', point: points.orderCommit('after') },
  { what: 'Stripe has captured; the COMMIT that says so has not arrived', point: points.captureCommit },
  { what: 'the relay has sent its events and not marked them', point: points.outboxMark },
]

export const killPoints: Fault[] = PLACES.map((place, index) => ({
  id: `K${index + 1}`,
  dependency: 'the program itself',
  what: place.what,
  run: (scene) => killAt(scene, place),
}))

/**
 * Four shoppers; the first to come to the place is stopped there, and the server is killed under all of them. Where another
 * server runs, two more buy there from that moment on.
 */
async function killAt(scene: Scene, { what, point, hold, paymentMethod }: Place): Promise<void> {
  const { lab } = scene
  const [server, other] = lab.servers
  if (hold) await breakStripe(lab, { kind: hold, match: CREATE_PAYMENT })
  const reached: Promise<unknown> = point ? lab.wire.catch(point) : untilHeld(lab)
  const near = newShoppers(scene, SHOPPERS, paymentMethod).map((shopper) => buy(scene, shopper, server.port))
  await within(REACH_LIMIT_MS, what, reached)
  const beside = other.running ? newShoppers(scene, 2, paymentMethod) : []
  const far = beside.map((shopper) => buy(scene, shopper, other.port))
  await server.kill()
  lab.kills += 1
  lab.wire.forget()
  await mendStripe(lab)
  await Promise.all([...near, ...far])
  await server.start()
  await someReturn(scene)
  await someAuthenticate(scene)
}
