/**
 * News of payments is handled a moment after it was recorded, that of a process together: by then the request whose payment they
 * are about has mostly collected it, and one statement ends them all. A process that dies leaves them to the minute's sweep.
 */
import { setTimeout } from 'node:timers/promises'
import { processStripeEvents } from './inbox'

/** Nobody waits for an event's effect: who comes back from a bank's page is looked up at once. */
const GATHER_MS = 400

let gathered: string[] = []
let round: Promise<void> | null = null

/** Handles the recorded event with those that come within GATHER_MS. Resolves when all of them are handled. */
export function processSoon(id: string): Promise<void> {
  gathered.push(id)
  round ??= nextRound()
  return round
}

async function nextRound(): Promise<void> {
  await setTimeout(GATHER_MS)
  const ids = gathered
  gathered = []
  round = null
  await processStripeEvents(ids)
}
