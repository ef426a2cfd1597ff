/** docs/resiliency-matrix.md, written from the results of a long run and from nothing else. */
import { killPoints, otherFaults } from './catalogue'
import type { Dependency, Fault } from './fault'
import type { FaultResult } from './run'

export interface LongRun {
  seed: number
  /** ISO date of the run. */
  date: string
  machine: string
  results: FaultResult[]
  races: { what: string; runs: number; orders: number; violations: string[] }[]
  ledger: { stores: number; movements: number; differences: number }
  minutes: number
}

/** What each dependency's loss means, as the faults below show it. */
const BEHAVIOUR: Record<Dependency, [away: string, slow: string, people: string]> = {
  'the program itself': [
    'what was committed stands; the next process, the other process, an event of Stripe or the minute’s sweep goes on',
    '-',
    'the shopper repeats with the same key and gets the one order; nobody is charged twice',
  ],
  PostgreSQL: [
    'a transaction whose connection ends before COMMIT begins anew; when none can be had the answer is 503; no charge starts',
    'waits are bounded, then 503',
    '“not charged” only where that is certain, else “in progress”',
  ],
  Redis: [
    'everything works from PostgreSQL; limits are counted in the process',
    '200 ms, then a breaker for 30 s',
    'nothing',
  ],
  'Stripe API': [
    'attempts wait; what was certainly not sent is said to be not charged, everything else is “in progress”',
    '10 s, then the attempt is asked for again, or its payment searched',
    'an order, or the card released, within 2 minutes after Stripe is back',
  ],
  'Stripe webhooks': ['the return page and the sweep finish orders', 'the same', 'nothing'],
  'Job executor': ['events wait in the outbox; orders are unaffected', 'the same', 'mails come later'],
  SMTP: [
    'the function that mails is tried again for about a day',
    'the same',
    'mails come later; the order page says it all',
  ],
}

export function matrixOf(run: LongRun): string {
  const all = run.results.flatMap(({ violations }) => violations).length
  const raced = run.races.flatMap(({ violations }) => violations).length
  return `${[
    '# Resiliency matrix',
    '',
    'Written by `npm run bench -- faults`; never edited by hand. A proxy on PostgreSQL’s wire, gates in front of every',
    'service and the faults of the Stripe stand-in break one thing at a time while people shop at the production build; then',
    'the invariants are asked of the database as superuser, of Stripe’s ledger, of the mail catcher and of the shop itself.',
    '',
    `Run of ${run.date} in ${run.minutes} minutes, seed ${run.seed}, on ${run.machine}.`,
    '',
    `**${run.results.length} faults, ${all} violations; ${run.races.reduce((sum, { runs }) => sum + runs, 0)} races, ${raced} violations;`,
    `\`verify ledger\` afterwards: ${run.ledger.stores} stores, ${run.ledger.movements} movements, ${run.ledger.differences} differences.**`,
    '',
    '## By dependency',
    '',
    '| dependency | away | slow | what people see | faults | runs | violations |',
    '|---|---|---|---|---|---:|---:|',
    ...Object.entries(BEHAVIOUR).map(([name, words]) => dependencyRow(name, words, run.results)),
    '',
    '## By fault',
    '',
    '| fault | what happens | runs | orders | violations | attempts at rest after, at most |',
    '|---|---|---:|---:|---:|---:|',
    ...[...killPoints, ...otherFaults].map((fault) => faultRow(fault, run.results)),
    '',
    'Attempts must have ended within 120 s of the end of the last fault of their group. A shopper who does not come back from',
    'the bank, or was told that the card was not charged and leaves, has a quarter of an hour; that time is made to pass.',
    'K1 to K12: quote and reservation are one transaction, so they share the two places around its COMMIT; the payment’s id has',
    'a COMMIT of its own only with 3-D Secure, and is killed before and after it. In half of their runs a second server works',
    'beside the one that is killed.',
    '',
    '## Races, on two server processes',
    '',
    '| race | runs | orders | violations |',
    '|---|---:|---:|---:|',
    ...run.races.map(
      ({ what, runs, orders, violations }) => `| ${what} | ${runs} | ${orders} | ${violations.length} |`,
    ),
    '',
    '## What is asked',
    '',
    ...INVARIANTS.map((invariant, index) => `${index + 1}. ${invariant}`),
    ...found(run),
  ].join('\n')}\n`
}

const INVARIANTS = [
  'A payment that Stripe took is exactly one order of the same account, amount and currency, or went back in full.',
  'An order is the sum of its lines, discounts, shipping and tax, and the sum of its payment.',
  'Stock available and held is the sum of movements and never below zero; no more is sold than there was.',
  'What happened has its event once; every order has its confirmation mail, a second one only where a process was killed.',
  'Nothing is unfinished, nothing is held, and Stripe keeps no payment that could still be confirmed.',
  'A key answers the same for ever, and refuses another body.',
  'The books balance, agree with Stripe and with the orders; the platform’s fee is what the formula says.',
  'No foreign key of the catalog leads to another store’s row.',
  'Whatever somebody of a store’s team did is in the audit log.',
]

function dependencyRow(name: string, [away, slow, people]: readonly string[], results: FaultResult[]): string {
  const faults = [...killPoints, ...otherFaults].filter(({ dependency }) => dependency === name)
  const mine = results.filter(({ id }) => faults.some((fault) => fault.id === id))
  const ids = faults.length > 2 ? `${faults[0]?.id}-${faults.at(-1)?.id}` : faults.map(({ id }) => id).join(', ')
  return `| ${name} | ${away} | ${slow} | ${people} | ${ids} | ${mine.length} | ${violationsIn(mine)} |`
}

function faultRow({ id, what }: Fault, results: FaultResult[]): string {
  const mine = results.filter((result) => result.id === id)
  const orders = mine.reduce((sum, result) => sum + result.orders, 0)
  const slowest = Math.max(0, ...mine.map(({ attemptsMs }) => attemptsMs))
  return `| ${id} | ${what} | ${mine.length} | ${orders} | ${violationsIn(mine)} | ${Math.ceil(slowest / 1000)} s |`
}

function violationsIn(results: FaultResult[]): number {
  return results.reduce((sum, { violations }) => sum + violations.length, 0)
}

function found({ results, races }: LongRun): string[] {
  const lines = [
    ...results.flatMap(({ id, violations }) => violations.map((violation) => `- ${id}: ${violation}`)),
    ...races.flatMap(({ what, violations }) => violations.map((violation) => `- ${what}: ${violation}`)),
  ]
  return lines.length === 0 ? [] : ['', '## Violations', '', ...lines]
}
