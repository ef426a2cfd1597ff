/**
 * Sends what was just recorded without waiting for the minute's relay. Called by actions and routes after a COMMIT; runs when
 * the answer is out. One relay a process at a time: a kick during a run makes it look once more, and a kick waits a moment
 * for others, so that a rush of orders is one sending and not one each.
 */
import { setTimeout } from 'node:timers/promises'
import { after } from 'next/server'
import { log } from '@/lib/log'
import { RELAY_BATCH, relayOutbox } from './relay'

/** Nobody waits for what a kick sends; a mail may leave this much later. */
const GATHER_MS = 150

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
      await setTimeout(GATHER_MS)
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
