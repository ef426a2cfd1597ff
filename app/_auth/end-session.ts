/** The end of a session, with what an operator had open in it. What ends a session otherwise is followed up by a job. */
import { endImpersonation } from '@/lib/operators/impersonation'
import { revokeSession } from '@/lib/users/sessions'

export async function endSession(sessionId: string): Promise<void> {
  await endImpersonation(sessionId, null, 'logout')
  await revokeSession(sessionId)
}
