'use client'
/** What an operator may do here: look into the desk, suspend, resume. */
import { Card } from '@/app/_ui/card'
import type { StoreStatus } from '@/lib/operators/store-search'
import { setStoreSuspended, visitStore } from './actions'
import { ReasonDialog } from './reason-dialog'

export function Deeds({ id, slug, name, status }: { id: number; slug: string; name: string; status: StoreStatus }) {
  return (
    <Card title="Actions" className="[&>div]:space-y-2">
      <ReasonDialog
        label="Open the store’s desk"
        title={`Open the desk of ${name}?`}
        consequence="For 30 minutes you see and change what staff may. No refunds, payouts, domains, plan or deletion. The store’s log says that you were there and what you did."
        confirm="Open the desk"
        act={(reason) => visitStore({ storeId: id, reason })}
      />
      {status === 'suspended' ? (
        <ReasonDialog
          label="Resume the store"
          title={`Resume ${name}?`}
          consequence="Shoppers find the shop again on all of its addresses, within seconds."
          confirm="Resume"
          done={`${name} is open`}
          act={(reason) => setStoreSuspended({ slug, suspended: false, reason })}
        />
      ) : (
        <ReasonDialog
          label="Suspend the store"
          tone="critical"
          disabled={status === 'closed'}
          title={`Suspend ${name}?`}
          consequence="Every address of the shop answers with a closed page (503) within seconds. The team still sees everything."
          confirm="Suspend"
          done={`${name} is suspended`}
          act={(reason) => setStoreSuspended({ slug, suspended: true, reason })}
        />
      )}
      {status === 'closed' ? <p className="text-13 text-muted">The owner closed this store.</p> : null}
    </Card>
  )
}
