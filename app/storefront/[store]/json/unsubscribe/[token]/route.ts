/**
 * /api/unsubscribe/{token}: what List-Unsubscribe names (RFC 8058). Mail providers POST without an Origin and without cookies,
 * and the token is all the power there is; a browser that follows the address gets the page with the button.
 */
import { jsonRoute } from '@/app/_actions/json'
import { storeContext } from '@/app/_auth/store-context'
import { withStore } from '@/db/store'
import { notFound } from '@/lib/errors'
import { unsubscribe } from '@/lib/recovery/unsubscribe'

type Context = { params: Promise<{ store: string; token: string }> }

export const POST = jsonRoute<Context>(async (_request, { params }) => {
  const { store, token } = await params
  // Saying no needs no shop's password.
  const { storeId } = await storeContext(store, { locked: 'serve' })
  if (!(await withStore(storeId, (tx) => unsubscribe(tx, token)))) throw notFound('This link')
  return Response.json({ unsubscribed: true })
})

export const GET = jsonRoute<Context>(async (_request, { params }) => {
  const { store, token } = await params
  await storeContext(store, { locked: 'serve' })
  return new Response(null, {
    status: 302,
    headers: { location: `/unsubscribe/${token}`, 'cache-control': 'no-store' },
  })
})
