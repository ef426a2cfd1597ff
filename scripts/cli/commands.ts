/** The operator's commands. Each answers with facts (printed as words or JSON) and throws when it did not do what it says. */
import { describeDatabase, migrateDatabase, seedDatabase } from '@/local/supervisor/database'
import { StartError } from '@/local/supervisor/start-error'
import type { Workplace } from '@/scripts/cli/environment'

export interface Answer {
  words: string
  facts: Record<string, unknown>
}

export interface Command {
  name: string
  about: string
  run(place: Workplace, signal: AbortSignal): Promise<Answer>
}

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
      const { stores } = await describeDatabase(settings, env, signal)
      const slugs = stores.map((store) => store.slug)
      if (slugs.length === 0)
        throw new StartError('The database has stores of its own, so the demo was not put into it.')
      return { words: `The demo is in place: ${slugs.join(', ')}.`, facts: { stores: slugs } }
    },
  },
]
