/** The edge of the public catalog's routes: store from the host; what is answered may be shown to anybody. */
import { jsonRoute } from '@/app/_actions/json'
import { storeContext } from '@/app/_auth/store-context'
import { readStore, type Tx } from '@/db/store'
import { getStoreProfile } from '@/lib/stores/queries'

interface Params {
  store: string
  handle: string
}

/** Prices and stock of this moment: kept by nobody without asking. */
const HEADERS = { 'cache-control': 'no-cache' }

/** A route that reads `load` and the store's currency in one round trip, and answers what `show` makes of both. */
export function catalogRoute<T>(
  load: (tx: Tx, request: Request, handle: string) => Promise<T>,
  show: (loaded: T, currency: string) => unknown,
) {
  return jsonRoute<{ params: Promise<Partial<Params>> }>(async (request, context) => {
    const { store = '', handle = '' } = await context.params
    const { storeId } = await storeContext(store)
    const [loaded, profile] = await readStore(storeId, (tx) =>
      Promise.all([load(tx, request, decode(handle)), getStoreProfile(tx)]),
    )
    return Response.json(show(loaded, profile.currency), { headers: HEADERS })
  })
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
