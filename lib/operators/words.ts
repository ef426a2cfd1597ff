/** What operators do, in words: for their own log, and for the activity of the store it happened to. Pure. */
import type { OperatorAction } from './record'

type Details = Record<string, unknown>

const ENDINGS: Record<string, string> = {
  leaving: '',
  time: 'because its time was over',
  logout: 'with the session',
  role: 'because the role was taken away',
  another: 'by opening another store',
}

const WORDS: Record<OperatorAction, (details: Details) => string> = {
  'operator.add': () => 'became an operator',
  'operator.reset': () => 'had the second step reset',
  'operator.remove': () => 'is no operator any more',
  'second_step.enrol': () => 'set up an authenticator',
  'second_step.pass': () => 'entered with a code',
  'store.suspend': () => 'suspended the store',
  'store.resume': () => 'opened the store again',
  'store.purged': () => 'removed everything of a deleted store',
  'impersonation.start': () => 'opened the store’s desk as an operator',
  'impersonation.end': ({ by }) => `left the store’s desk ${ENDINGS[String(by)] ?? ''}`.trim(),
  'job.replay': ({ job }) => `had ${job} tried again`,
  'jobs.replay_all': ({ kind, retried, failed }) =>
    `had all of ${kind} tried again: ${retried} sent, ${failed} refused`,
}

export function actionSentence(action: string, details: Details): string {
  const words = WORDS[action as OperatorAction]
  return words ? words(details) : action
}

/** Why it was done, where somebody had to say so. */
export function reasonOf({ reason }: Details): string | null {
  return typeof reason === 'string' ? reason : null
}
