/**
 * Sends what was just recorded without waiting for the minute's relay. Called by actions and routes after a COMMIT; runs when
 * the answer is out. One relay a process at a time: a kick during a run makes it look once more.
 */
import { after } from 'next/server'
import { log } from '@/lib/log'
import { RELAY_BATCH, relayOutbox } from './relay'

let running = false
let again = false

export function kickRelay(): void {
  after(drainRelay)
}

/** The same within work that comes after an answer already. */
export async function drainRelay(): Promise<void> {
  again = true
  if (running) return
  running = true
  try {
    while (again) {
      again = false
      const { sent } = await relayOutbox()
      if (sent === RELAY_BATCH) again = true
    }
  } catch (error) {
    // The rows stay in the outbox; the minute's relay sends them.
    log.warn({ err: error }, 'the relay was kicked and failed')
  } finally {
    running = false
  }
}
