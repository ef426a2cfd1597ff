/** The operator's commands. Each answers with facts (printed as words or JSON) and throws when it did not do what it says. */
import { describeDatabase, migrateDatabase, seedDatabase } from '@/local/supervisor/database'
import { StartError } from '@/local/supervisor/start-error'
import type { Workplace } from '@/scripts/cli/environment'
import { domainRecheck } from './domain-recheck'
import { exportCommand } from './export'
import { inProduct } from './in-product'
import { jobCommands } from './jobs'
import { operatorCommands } from './operators'
import { storeCommands } from './stores'

export interface Answer {
  words: string
  facts: Record<string, unknown>
}

export interface Command {
  name: string
  about: string
  /** What stands behind the name, e.g. `slug`; nothing where this is absent. */
  takes?: string
  /** The command works without it as well. */
  optional?: boolean
  /** By name, e.g. `store` for `--store <slug>`; each takes a value. */
  options?: Record<string, { takes: string; required?: boolean }>
  run(place: Workplace, signal: AbortSignal, argument: string, options: Record<string, string>): Promise<Answer>
}

const SWEEP_LIMIT = 500

export const commands: Command[] = [
  {
    name: 'migrate',
    about: 'bring the database to the schema of this version',
    async run({ env }) {
      await migrateDatabase(env.DATABASE_MIGRATOR_URL ?? '')
      return { words: 'The database is migrated.', facts: {} }
    },
  },
  {
    name: 'seed demo',
    about: 'put the demo stores into an empty database',
    async run({ settings, env }, signal) {
      await migrateDatabase(env.DATABASE_MIGRATOR_URL ?? '')
      await seedDatabase(settings, env, signal, process.stderr)
      const { stores } = describeDatabase(settings)
      const slugs = stores.map((store) => store.slug)
      if (slugs.length === 0)
        throw new StartError('The database has stores of its own, so the demo was not put into it.')
      return { words: `The demo is in place: ${slugs.join(', ')}.`, facts: { stores: slugs } }
    },
  },
  {
    name: 'outbox status',
    about: 'how many events wait to be sent, and since when',
    run: ({ env }) =>
      inProduct(env, async () => {
        const { outboxStatus } = await import('@/lib/events/outbox')
        const { waiting, failing, oldest } = await outboxStatus()
        const since = oldest ? `, the oldest since ${oldest.toISOString()}` : ''
        return {
          words: `${waiting} events wait${since}; ${failing} of them failed before.`,
          facts: { waiting, failing, oldest },
        }
      }),
  },
  {
    name: 'outbox drain',
    about: 'send every event that is due, now',
    run: ({ env }) =>
      inProduct(env, async () => {
        const { RELAY_BATCH, relayOutbox } = await import('@/inngest/relay')
        let sent = 0
        for (let round = await relayOutbox(); ; round = await relayOutbox()) {
          sent += round.sent
          if (round.failed > 0)
            throw new StartError(`Inngest took ${sent} events and refused ${round.failed}; they wait.`)
          if (round.sent < RELAY_BATCH) return { words: `${sent} events were sent.`, facts: { sent } }
        }
      }),
  },
  ...jobCommands,
  ...storeCommands,
  ...operatorCommands,
  domainRecheck,
  exportCommand,
  {
    name: 'checkouts sweep',
    about:
      'bring every unfinished checkout to its end (order, or stock and card released) and judge those that were left',
    run: ({ env }) =>
      inProduct(env, async () => {
        const { sweepAttempts } = await import('@/lib/checkout/sweep')
        const { sweepAbandoned } = await import('@/lib/recovery/sweep')
        const { attempts, captures, failed } = await sweepAttempts(SWEEP_LIMIT)
        if (failed > 0)
          throw new StartError(`${failed} of ${attempts + captures} could not be brought on; see the log.`)
        const { due: left, mailed: reminded } = await sweepAbandoned(SWEEP_LIMIT)
        return {
          words: `${attempts} checkouts and ${captures} captures were looked at; ${reminded} of ${left} shoppers who left are reminded.`,
          facts: { attempts, captures, left, reminded },
        }
      }),
  },
  {
    name: 'distribute',
    about: 'spread the stores over the nodes of a Citus cluster, each store whole on one of them',
    async run({ env }) {
      const { default: postgres } = await import('postgres')
      const { distribute, hasCitus, planDistribution } = await import('@/db/distribute')
      const sql = postgres(env.DATABASE_MIGRATOR_URL ?? '', { max: 1, onnotice: () => {} })
      try {
        if (!(await hasCitus(sql))) {
          throw new StartError(
            'This PostgreSQL has no Citus extension, so there is nothing to distribute to; nothing was changed.',
          )
        }
        const steps = await planDistribution(sql)
        await distribute(sql, steps)
        return {
          words: steps.map(({ statement, why }) => `${statement}  -- ${why}`).join('\n'),
          facts: { steps: steps.length },
        }
      } finally {
        await sql.end()
      }
    },
  },
  {
    name: 'verify isolation',
    about: 'prove on every table, route and action that no store can reach another; writes a report',
    async run(place) {
      const { verifyIsolationCommand } = await import('@/scripts/isolation/command')
      return verifyIsolationCommand(place)
    },
  },
  {
    name: 'verify ledger',
    about: 'compare every store’s books with Stripe’s balance transactions and with its orders',
    run: ({ env }) => inProduct(env, verifyLedgers),
  },
]

async function verifyLedgers(): Promise<Answer> {
  const { storesWithBooks } = await import('@/lib/ledger/stores')
  const { verifyLedger } = await import('@/lib/ledger/verify')
  const lines: string[] = []
  const facts = { stores: 0, movements: 0, differences: 0 }
  for (let after = 0; ; ) {
    const ids = await storesWithBooks(after, 100)
    for (const id of ids) {
      const { slug, movements, differences } = await verifyLedger(id)
      facts.stores += 1
      facts.movements += movements
      facts.differences += differences.length
      lines.push(`${slug}: ${movements} movements, ${differences.length} differences`)
      lines.push(...differences.map((difference) => `  ${difference}`))
    }
    const last = ids.at(-1)
    if (last === undefined) break
    after = last
  }
  lines.push(`${facts.stores} stores, ${facts.movements} movements, ${facts.differences} differences`)
  if (facts.differences > 0) throw new StartError(lines.join('\n'))
  return { words: lines.join('\n'), facts }
}
