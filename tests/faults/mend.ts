/** Everything as it was before the first fault: for the end of a fault that itself went wrong. */
import type { Lab } from './lab'
import { Random } from './random'
import { ask, mendStripe } from './stripe-faults'

export async function mendEverything(lab: Lab): Promise<void> {
  lab.wire.forget()
  lab.wire.failCommits(0, new Random(0)).stop()
  await mendStripe(lab)
  await ask(`${lab.mailUrl}/_faults`, 'DELETE')
  await ask(`${lab.executorUrl}/_faults`, 'DELETE')
  for (const gate of Object.values(lab.gates)) await gate.open()
  await lab.servers[0].kill()
  await lab.servers[0].start()
}
