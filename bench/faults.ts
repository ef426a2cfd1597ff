/**
 * `npm run bench -- faults`: the fault harness of tests/faults, long and by the clock, and docs/resiliency-matrix.md from
 * what it found. Ends with an error when an invariant was violated, after the matrix says so.
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '@/local/supervisor/root'
import { killPoints, otherFaults } from '@/tests/faults/catalogue'
import { type Lab, openLab } from '@/tests/faults/lab'
import { type LongRun, matrixOf } from '@/tests/faults/matrix'
import { closeProduct } from '@/tests/faults/product'
import { oversell, pairsOfDeeds, type RaceResult, racingSubmits } from '@/tests/faults/races'
import { Random } from '@/tests/faults/random'
import { runGroup, runRace } from '@/tests/faults/run'
import { machine, printTable } from './report'

/** Each round: every kill point twice (once with a second server beside it), every other fault once. */
const ROUNDS = 5
const BUYERS = 500
const UNITS = 50
const PARALLEL = 16
const CARTS = 25

export async function faults(): Promise<object> {
  const rounds = Number(process.env.STOA_FAULTS_ROUNDS ?? ROUNDS)
  const seed = Number(process.env.STOA_FAULTS_SEED ?? Date.now() % 2 ** 32)
  const began = Date.now()
  const log = (line: string) => console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`)
  log(`seed ${seed} (STOA_FAULTS_SEED repeats it), ${rounds} rounds`)
  const lab = await openLab(log)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void breakOff(lab))
  try {
    const found: Found = { results: [], races: [] }
    const random = new Random(seed)
    let run: LongRun | undefined
    for (let round = 1; round <= rounds; round++) {
      log(`round ${round} of ${rounds}`)
      await runRound(lab, random, found, log)
      const minutes = Math.round((Date.now() - began) / 60_000)
      const date = new Date(began).toISOString().slice(0, 10)
      run = { seed, date, minutes, machine: machine(), ledger: verifyLedger(lab), ...found }
      // After every round: a run that is broken off leaves what it has shown.
      writeFileSync(join(root, 'docs', 'resiliency-matrix.md'), matrixOf(run))
    }
    if (!run) throw new Error('STOA_FAULTS_ROUNDS is not a positive number')
    print(run)
    const violations = [...run.results, ...run.races].flatMap((each) => each.violations)
    if (violations.length + run.ledger.differences > 0) process.exitCode = 1
    return run
  } finally {
    await closeProduct()
    await lab.close()
  }
}

/** What was started is stopped and removed; the matrix of the last whole round stays. */
async function breakOff(lab: Lab): Promise<never> {
  await lab.close()
  process.exit(130)
}

type Found = Pick<LongRun, 'results' | 'races'>

async function runRound(lab: Lab, random: Random, found: Found, log: (line: string) => void): Promise<void> {
  const pacing = { pace: 'waiting', log } as const
  const race = async (what: string, run: Promise<RaceResult>) => {
    const { orders, violations } = await runRace(what, run, lab, pacing)
    const known = found.races.find((each) => each.what === what) ?? { what, runs: 0, orders: 0, violations: [] }
    if (known.runs === 0) found.races.push(known)
    known.runs += 1
    known.orders += orders
    known.violations.push(...violations)
  }
  found.results.push(...(await runGroup(lab, random, random.shuffled([...killPoints, ...otherFaults]), pacing)))
  await lab.servers[1].start()
  found.results.push(...(await runGroup(lab, random, random.shuffled(killPoints), pacing)))
  await race(`${BUYERS} buyers, ${UNITS} units`, oversell(lab, random, BUYERS, UNITS))
  await race(`${CARTS} carts, each submitted from ${PARALLEL} windows`, racingSubmits(lab, random, CARTS, PARALLEL))
  await race('each pair of refund, cancellation and capture', pairsOfDeeds(lab, random, 1))
  await lab.servers[1].stop()
}

/** The operator's own command, against the lab's shops. */
function verifyLedger({ env }: Lab): LongRun['ledger'] {
  const run = spawnSync(process.execPath, ['scripts/stoa.mjs', 'verify', 'ledger', '--json'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env, NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: 'pk_test_unused' },
  })
  const answer = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as LongRun['ledger'] & { error?: string }
  if (answer.error !== undefined) {
    console.log(answer.error)
    const found = /(\d+) stores, (\d+) movements, (\d+) differences/.exec(answer.error)
    if (!found) throw new Error(`verify ledger: ${answer.error}`)
    return { stores: Number(found[1]), movements: Number(found[2]), differences: Number(found[3]) }
  }
  return { stores: answer.stores, movements: answer.movements, differences: answer.differences }
}

function print({ results, races, ledger }: LongRun): void {
  const ids = [...killPoints, ...otherFaults].map(({ id }) => id)
  const rows = ids.map((id) => {
    const mine = results.filter((result) => result.id === id)
    return [
      id,
      mine.length,
      sum(mine.map(({ orders }) => orders)),
      sum(mine.map(({ violations }) => violations.length)),
    ]
  })
  printTable(['fault', 'runs', 'orders', 'violations'], rows)
  printTable(
    ['race', 'runs', 'orders', 'violations'],
    races.map(({ what, runs, orders, violations }) => [what, runs, orders, violations.length]),
  )
  console.log(
    `\nverify ledger: ${ledger.stores} stores, ${ledger.movements} movements, ${ledger.differences} differences`,
  )
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
