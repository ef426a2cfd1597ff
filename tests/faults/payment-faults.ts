/** Stripe's API is silent, fails, cuts off or takes its permission away; its events come often, in disorder, early or not. */
import { someAuthenticate } from './bank'
import {
  allPay,
  everybodyBuys,
  type Fault,
  fillCarts,
  newShoppers,
  pause,
  type Scene,
  someReturn,
  within,
} from './fault'
import { ledgerOf } from './shop'
import { THREE_D_SECURE } from './shopper'
import { breakStripe, CREATE_PAYMENT, deauthorise, eventsOf, mendStripe, redeliver, untilHeld } from './stripe-faults'

const EVENT_LIMIT_MS = 20_000

export const stripeFaults: Fault[] = [
  {
    id: 'S1',
    dependency: 'Stripe API',
    what: 'no answer, and the connection stays open',
    run: (scene) => stripeBreaks(scene, 'hang'),
  },
  {
    id: 'S2',
    dependency: 'Stripe API',
    what: 'a 500 that is kept under the idempotency key',
    run: (scene) => stripeBreaks(scene, 'kept 500'),
  },
  { id: 'S3', dependency: 'Stripe API', what: 'a storm of 429', run: (scene) => stripeBreaks(scene, '429') },
  {
    id: 'S4',
    dependency: 'Stripe API',
    what: 'the connection cut after the payment was executed',
    run: (scene) => stripeBreaks(scene, 'cut'),
  },
  { id: 'S5', dependency: 'Stripe API', what: '3-D Secure asked for; half of the shoppers walk away', run: walkAway },
  { id: 'S6', dependency: 'Stripe API', what: 'the account takes our access away during checkouts', run: disconnected },
]

export const webhookFaults: Fault[] = [
  {
    id: 'W1',
    dependency: 'Stripe webhooks',
    what: 'every event five times, during checkouts',
    run: (scene) => again(scene, false),
  },
  {
    id: 'W2',
    dependency: 'Stripe webhooks',
    what: 'every event five times in random order',
    run: (scene) => again(scene, true),
  },
  { id: 'W3', dependency: 'Stripe webhooks', what: '30% of the deliveries lost', run: loseSome },
  { id: 'W4', dependency: 'Stripe webhooks', what: 'events arrive before the payment’s id is stored', run: early },
]

const BREAKS = {
  hang: { kind: 'hang' },
  'kept 500': { kind: 'status', status: 500, saved: true },
  '429': { kind: 'status', status: 429, times: 200 },
  cut: { kind: 'cut_after' },
} as const

async function stripeBreaks(scene: Scene, how: keyof typeof BREAKS): Promise<void> {
  const { lab } = scene
  const shoppers = await fillCarts(scene, newShoppers(scene, 5))
  await breakStripe(lab, { match: CREATE_PAYMENT, times: 3, ...BREAKS[how] })
  await allPay(scene, shoppers)
  await mendStripe(lab)
  await someReturn(scene)
}

async function walkAway(scene: Scene): Promise<void> {
  await everybodyBuys(scene, newShoppers(scene, 4, THREE_D_SECURE))
  await someAuthenticate(scene)
}

/** One payment is executed and not answered, one waits for its shopper, the others come as it happens. */
async function disconnected(scene: Scene): Promise<void> {
  const { lab, shop } = scene
  await everybodyBuys(scene, newShoppers(scene, 1, THREE_D_SECURE))
  await breakStripe(lab, { kind: 'hold_after', match: CREATE_PAYMENT })
  const paying = everybodyBuys(scene, newShoppers(scene, 1))
  await untilHeld(lab)
  const others = everybodyBuys(scene, newShoppers(scene, 3))
  await deauthorise(lab, shop.account)
  shop.disconnected = true
  await mendStripe(lab)
  await Promise.all([paying, others])
  await someReturn(scene)
}

async function again(scene: Scene, shuffled: boolean): Promise<void> {
  const { lab, shop, random } = scene
  await everybodyBuys(scene, newShoppers(scene, 2))
  await everybodyBuys(scene, newShoppers(scene, 2, THREE_D_SECURE))
  await someAuthenticate(scene)
  const more = everybodyBuys(scene, newShoppers(scene, 3))
  const events = (await eventsOf(lab, shop.account)).reverse()
  const five = events.flatMap((id) => Array.from({ length: 5 }, () => id))
  const deliveries = shuffled ? random.shuffled(five) : five
  const lane = async () => {
    for (let id = deliveries.shift(); id; id = deliveries.shift()) await redeliver(lab, id, 1)
  }
  await Promise.all([more, ...Array.from({ length: 4 }, lane)])
}

/** Shoppers confirm at the bank and never return, so that their orders depend on events; then the sweep finds the rest. */
async function loseSome(scene: Scene): Promise<void> {
  const { lab, random } = scene
  lab.gates.webhooks.lose(0.3, random)
  await everybodyBuys(scene, newShoppers(scene, 2))
  await everybodyBuys(scene, newShoppers(scene, 4, THREE_D_SECURE))
  await someAuthenticate(scene)
  await pause(1_500)
  await lab.gates.webhooks.open()
}

async function early(scene: Scene): Promise<void> {
  const { lab, shop } = scene
  await breakStripe(lab, { kind: 'hold_after', match: CREATE_PAYMENT, times: 2 })
  const paying = everybodyBuys(scene, newShoppers(scene, 2))
  await untilHeld(lab)
  await within(EVENT_LIMIT_MS, 'the handling of an early event', earlyEventHandled(scene))
  await mendStripe(lab)
  await paying
  const { paymentIntents } = await ledgerOf(lab, shop.account)
  if (paymentIntents.length === 0) throw new Error('no payment was made')
}

async function earlyEventHandled({ lab, shop }: Scene): Promise<void> {
  for (;;) {
    const [row] = await lab.admin`select count(*)::int as n from stripe_events
      where account = ${shop.account} and status <> 'received'`
    if (row?.n > 0) return
    await pause(20)
  }
}
