'use server'
/** An operator leaves a store's desk: the visit ends here and now, and the way leads back to where it began. */
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { refuseForeignOrigin } from '@/app/_actions/merchant-action'
import { actingAs } from '@/db/actor'
import { endImpersonation } from '@/lib/operators/impersonation'
import { clientAddress } from '@/lib/tenancy/request-headers'
import { currentUser } from './session'

export async function leaveStore(): Promise<void> {
  await refuseForeignOrigin()
  const user = await currentUser()
  if (!user) redirect('/login')
  const ip = clientAddress(await headers())
  const storeId = await actingAs({ kind: 'operator', id: user.id, ip }, () =>
    endImpersonation(user.sessionId, ip, 'leaving'),
  )
  redirect(storeId === null ? '/stores' : `/operator/stores/${storeId}`)
}
