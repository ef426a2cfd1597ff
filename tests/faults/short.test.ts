/**
 * The short set: every kill point and every fault once, small races; time is made to pass where the product waits for
 * minutes. `npm run bench -- faults` runs each many times and by the clock.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { killPoints, otherFaults } from './catalogue'
import { type Lab, openLab } from './lab'
import { closeProduct } from './product'
import { oversell, pairsOfDeeds, racingSubmits } from './races'
import { Random } from './random'
import { runGroup, runRace } from './run'

const seed = Number(process.env.STOA_FAULTS_SEED ?? Date.now() % 2 ** 32)
const random = new Random(seed)
const lines: string[] = []
const pacing = { pace: 'hurrying', log: (line: string) => lines.push(line) } as const
let lab: Lab

beforeAll(async () => {
  console.log(`faults: seed ${seed} (STOA_FAULTS_SEED repeats it)`)
  lab = await openLab()
}, 300_000)
afterAll(async () => {
  console.log(lines.join('\n'))
  await closeProduct()
  await lab?.close()
}, 30_000)

const nothing = (faults: readonly { id: string }[]) => Object.fromEntries(faults.map(({ id }) => [id, []]))

for (const [name, faults] of [
  ['kill -9 at each of twelve places of a purchase', killPoints],
  ['a dependency away, slow, failing or repeating itself', otherFaults],
] as const) {
  it(`${name}: no invariant is violated`, async () => {
    const results = await runGroup(lab, random, random.shuffled(faults), pacing)
    expect(Object.fromEntries(results.map(({ id, violations }) => [id, violations]))).toEqual(nothing(faults))
  })
}

it('two server processes: more buyers than units, carts submitted from many windows, deeds at the same moment', async () => {
  await lab.servers[1].start()
  const results = [
    await runRace('oversell', oversell(lab, random, 40, 8), lab, pacing),
    await runRace('submits', racingSubmits(lab, random, 5, 16), lab, pacing),
    await runRace('pairs', pairsOfDeeds(lab, random, 1), lab, pacing),
  ]
  expect(results.flatMap(({ violations }) => violations)).toEqual([])
})
