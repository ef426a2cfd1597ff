/** Each minute: sends what no kick has sent. */
import { cron } from 'inngest'
import { inngest } from '../client'
import { RELAY_BATCH, relayOutbox } from '../relay'

const MAX_ROUNDS = 20

export const relayOutboxFunction = inngest.createFunction(
  { id: 'relay-outbox', triggers: [cron('* * * * *')], concurrency: { limit: 1 }, retries: 0 },
  async () => {
    let sent = 0
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const result = await relayOutbox()
      sent += result.sent
      if (result.sent < RELAY_BATCH) break
    }
    return { sent }
  },
)
