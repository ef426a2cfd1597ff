/**
 * A gate for each store in front of the transactions that want its hot rows (stock, order counter). Behind it a few work;
 * the others wait in memory instead of each holding a database connection while PostgreSQL makes them wait for the same row:
 * more connections make a hot row slower, and one shop's rush must not take the connections of all the others.
 */

import { SECOND } from '@/lib/clock'
import { DomainError } from '@/lib/errors'

/** At work at the same time for one store in this process: past this, one row's rate only falls. */
const WIDTH = 4
const MAX_WAIT_MS = 15 * SECOND
const MAX_WAITING = 2_000

interface Waiting {
  enter: () => void
}
interface Gate {
  inside: number
  /** Orders to be written: the money is authorised already. */
  urgent: Waiting[]
  ordinary: Waiting[]
}

const gates = new Map<number, Gate>()

/**
 * Runs `work` when it is its turn at the store's gate.
 *
 * @throws unavailable when the turn does not come; only for `ordinary` work, before which nothing was charged
 */
export async function throughGate<T>(storeId: number, kind: 'urgent' | 'ordinary', work: () => Promise<T>): Promise<T> {
  const gate = gates.get(storeId) ?? { inside: 0, urgent: [], ordinary: [] }
  gates.set(storeId, gate)
  if (gate.inside >= WIDTH) await turn(gate, kind)
  else gate.inside++
  try {
    return await work()
  } finally {
    const next = gate.urgent.shift() ?? gate.ordinary.shift()
    // The place is handed over, so that nobody slips in between.
    if (next) next.enter()
    else if (--gate.inside === 0) gates.delete(storeId)
  }
}

function turn(gate: Gate, kind: 'urgent' | 'ordinary'): Promise<void> {
  const queue = gate[kind]
  if (kind === 'urgent') return new Promise((enter) => queue.push({ enter }))
  if (queue.length >= MAX_WAITING) throw busy()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      queue.splice(queue.indexOf(waiting), 1)
      reject(busy())
    }, MAX_WAIT_MS)
    const waiting: Waiting = {
      enter: () => {
        clearTimeout(timer)
        resolve()
      },
    }
    queue.push(waiting)
  })
}

function busy(): DomainError {
  return new DomainError(
    'unavailable',
    'Many people are buying here right now. Your card was not charged; try again.',
    {
      retryAfter: 5,
    },
  )
}
