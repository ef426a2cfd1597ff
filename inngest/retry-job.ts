/**
 * Has something that was given up tried again, by the name that `jobs dead` shows. Repeatable: consumers know an event by its
 * id and Stripe's events are one row each, so nothing is done twice.
 */
import { DomainError, notFound } from '@/lib/errors'
import { reopenOutboxEvent } from '@/lib/events/outbox'
import { timeOfUuidv7 } from '@/lib/ids'
import { findDeadLetter, markReplayed } from '@/lib/jobs/dead-letters'
import { retryStripeEvent } from '@/lib/stripe-events/inbox'
import { inngest } from './client'
import { idOfTry } from './event-id'
import { relayOutbox } from './relay'

export interface Retried {
  /** What became of it, as a sentence. */
  sentence: string
  /** Whose it was; null where that is not known. */
  storeId: number | null
}

/**
 * Has the job tried again.
 * @throws not_found; conflict when it was tried again already; unavailable when it failed once more
 */
export async function retryJob(job: string): Promise<Retried> {
  const [kind = '', ...rest] = job.split('/')
  const id = rest.join('/')
  if (kind === 'function' && /^\d{1,15}$/.test(id)) return retryFunction(Number(id))
  if (kind === 'event') return retryEvent(id)
  if (kind === 'stripe') return retryStripe(id)
  throw notFound(`The job ${job}`)
}

async function retryFunction(id: number): Promise<Retried> {
  const letter = await findDeadLetter(id)
  if (!letter) throw notFound(`The job function/${id}`)
  if (letter.replayedAt) throw new DomainError('conflict', `function/${id} was tried again already.`)
  await inngest.send({
    id: idOfTry(letter.eventId, letter.attempts),
    name: letter.eventName,
    data: { ...letter.payload, storeId: letter.storeId },
    // When it happened, not when it was tried again.
    ts: timeOfUuidv7(letter.eventId) ?? letter.createdAt.getTime(),
  })
  await markReplayed(letter)
  return { sentence: `${letter.eventName} was sent to ${letter.functionId} again.`, storeId: letter.storeId }
}

async function retryEvent(id: string): Promise<Retried> {
  const storeId = await reopenOutboxEvent(id)
  if (storeId === null) throw notFound(`The job event/${id}`)
  const { failed } = await relayOutbox()
  if (failed > 0)
    throw new DomainError('unavailable', `Inngest does not take events just now; event/${id} waits again.`)
  return { sentence: 'The event was sent.', storeId }
}

async function retryStripe(id: string): Promise<Retried> {
  const event = await retryStripeEvent(id)
  if (!event) throw notFound(`The job stripe/${id}`)
  if (event.status === 'done' || event.status === 'ignored') {
    return { sentence: 'The event of Stripe was handled.', storeId: null }
  }
  const why = event.lastError ?? 'see the log'
  throw new DomainError('unavailable', `It failed once more and is tried again later: ${why}`)
}
