/** `jobs list | dead | retry`: what the platform still owes, what it gave up, and having that tried again. */
import { StartError } from '@/local/supervisor/start-error'
import type { Command } from './commands'
import { inProduct } from './in-product'

/** Given-up jobs of each kind that one command shows or tries again. */
const DEAD_LIMIT = 500

const QUEUE_WORDS = {
  events: 'events to be sent',
  stripe: 'events of Stripe to be handled',
  webhooks: 'webhook deliveries to be made',
  checkouts: 'checkouts to be ended',
  captures: 'payments to be captured',
  refunds: 'refunds to be settled',
} as const

export const jobCommands: Command[] = [
  {
    name: 'jobs list',
    about: 'what waits in each queue, since when, and how much was given up',
    run: ({ env }) =>
      inProduct(env, async () => {
        const { countDead, listWaiting } = await import('@/lib/jobs/queries')
        const [queues, dead] = await Promise.all([listWaiting(), countDead()])
        const lines = queues.map(({ queue, count, oldest }) => {
          const since = oldest ? `  since ${oldest.toISOString()}` : ''
          return `${String(count).padStart(8)}  ${QUEUE_WORDS[queue]}${since}`
        })
        const given = dead.function + dead.event + dead.stripe
        lines.push(`${String(given).padStart(8)}  given up${given > 0 ? ': npm run stoa -- jobs dead' : ''}`)
        return { words: lines.join('\n'), facts: { queues, dead } }
      }),
  },
  {
    name: 'jobs dead',
    about: 'what was given up after all its tries, with the name to retry it by',
    run: ({ env }) =>
      inProduct(env, async () => {
        const { listDead } = await import('@/lib/jobs/queries')
        const jobs = await listDead(DEAD_LIMIT)
        const lines = jobs.map(({ id, storeId, what, attempts, since, error }) => {
          const store = storeId === null ? '' : `, store ${storeId}`
          return `${id}\n  ${what}${store}, given up ${attempts} times, since ${since.toISOString()}\n  ${error ?? ''}`
        })
        return { words: lines.length > 0 ? lines.join('\n') : 'Nothing was given up.', facts: { jobs } }
      }),
  },
  {
    name: 'jobs retry',
    about: 'try one given-up job again, or with "all" every one',
    takes: 'job',
    run: ({ env }, _signal, job) => inProduct(env, () => (job === 'all' ? retryAll() : retryOne(job))),
  },
]

async function retryOne(job: string) {
  const { retryJob } = await import('@/inngest/retry-job')
  const { sentence } = await retryJob(job)
  return { words: sentence, facts: { retried: [job], failed: [] } }
}

async function retryAll() {
  const [{ listDead }, { retryJob }] = await Promise.all([import('@/lib/jobs/queries'), import('@/inngest/retry-job')])
  const retried: string[] = []
  const failed: string[] = []
  for (const { id } of await listDead(DEAD_LIMIT)) {
    await retryJob(id).then(
      () => retried.push(id),
      (error: unknown) => failed.push(`${id}: ${error instanceof Error ? error.message : String(error)}`),
    )
  }
  const done = `${retried.length} given-up jobs are tried again.`
  if (failed.length > 0) throw new StartError([done, `${failed.length} could not be:`, ...failed].join('\n'))
  return { words: done, facts: { retried, failed } }
}
