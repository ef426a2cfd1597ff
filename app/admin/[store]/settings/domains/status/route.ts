/** The store's addresses as they are now, for the open room: it asks every few seconds while something is under way. */
import { jsonRoute } from '@/app/_actions/json'
import { authorizeMerchant } from '@/app/_auth/session'
import { readAddresses } from '@/lib/domains/view'

export const GET = jsonRoute<{ params: Promise<{ store: string }> }>(async (_request, { params }) => {
  const { storeId } = await authorizeMerchant((await params).store, 'settings.read')
  return Response.json(await readAddresses(storeId))
})
