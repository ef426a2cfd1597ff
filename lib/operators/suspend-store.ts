/** An operator closes a store to shoppers, or opens it again, and says why: in the operators' log and the store's own. */
import { setSuspended } from '@/lib/stores/suspend'
import { type Operator, recordAction } from './record'

/** @throws as setSuspended */
export function suspendStore(by: Operator, slug: string, suspended: boolean, reason: string): Promise<void> {
  const action = suspended ? 'store.suspend' : 'store.resume'
  return setSuspended(slug, suspended, (tx, store) => recordAction(tx, by, action, { store, details: { reason } }))
}
