/** Redis, the job executor and SMTP go away, slow down, or do things twice. */
import { everybodyBuys, type Fault, newShoppers, pause, type Scene, someReturn } from './fault'
import { ask } from './stripe-faults'

export const surroundingsFaults: Fault[] = [
  { id: 'R1', dependency: 'Redis', what: 'away', run: (scene) => whileRedis(scene, (gate) => gate.shut()) },
  {
    id: 'R2',
    dependency: 'Redis',
    what: 'answers after 5 s',
    run: (scene) => whileRedis(scene, async (gate) => gate.slow(5_000)),
  },
  { id: 'R3', dependency: 'Redis', what: 'emptied during checkouts', run: flushed },
  { id: 'I1', dependency: 'Job executor', what: 'away in both directions during checkouts', run: executorAway },
  { id: 'I2', dependency: 'Job executor', what: 'every step run twice', run: stepsTwice },
  { id: 'M1', dependency: 'SMTP', what: 'refuses connections, then answers 451', run: mailDown },
]

async function whileRedis(
  scene: Scene,
  happens: (gate: Scene['lab']['gates']['redis']) => Promise<void>,
): Promise<void> {
  const { redis } = scene.lab.gates
  await happens(redis)
  try {
    await everybodyBuys(scene, newShoppers(scene, 5))
  } finally {
    await redis.open()
  }
  await someReturn(scene)
}

async function flushed(scene: Scene): Promise<void> {
  const { lab } = scene
  const shopping = everybodyBuys(scene, newShoppers(scene, 5))
  const token = lab.env.UPSTASH_REDIS_REST_TOKEN ?? ''
  const url = lab.env.UPSTASH_REDIS_REST_URL ?? ''
  for (let i = 0; i < 5; i++) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(['FLUSHALL']),
    })
    if (!answer.ok) throw new Error(`FLUSHALL answered ${answer.status}`)
    await pause(40)
  }
  await shopping
  await someReturn(scene)
}

async function executorAway(scene: Scene): Promise<void> {
  const { toExecutor, fromExecutor } = scene.lab.gates
  await toExecutor.shut()
  await fromExecutor.shut()
  try {
    await everybodyBuys(scene, newShoppers(scene, 5))
    await pause(scene.awayMs)
  } finally {
    await toExecutor.open()
    await fromExecutor.open()
  }
}

async function stepsTwice(scene: Scene): Promise<void> {
  await ask(`${scene.lab.executorUrl}/_faults`, 'POST', { kind: 'repeat', times: 10 })
  await everybodyBuys(scene, newShoppers(scene, 5))
  await pause(scene.awayMs)
  await ask(`${scene.lab.executorUrl}/_faults`, 'DELETE')
}

async function mailDown(scene: Scene): Promise<void> {
  const { lab } = scene
  await lab.gates.smtp.shut()
  try {
    await everybodyBuys(scene, newShoppers(scene, 3))
    await pause(scene.awayMs)
  } finally {
    await lab.gates.smtp.open()
  }
  await ask(`${lab.mailUrl}/_faults`, 'POST', { kind: 'reject', times: 2, code: 451 })
  await everybodyBuys(scene, newShoppers(scene, 2))
}
