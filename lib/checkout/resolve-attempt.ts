import type { AttemptOutcome } from './types'

export async function resolveAttempt(_storeId: number, _attemptId: string): Promise<AttemptOutcome> {
  throw new Error('not there yet')
}
