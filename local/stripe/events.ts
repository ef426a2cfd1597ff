/** Events as the API shows them: an account sees its own, the platform sees its own. */
import type { Handler } from './call'
import { listOf } from './lists'
import type { StripeEvent } from './objects'

export const retrieveEvent: Handler = ({ state, account, ids: [id = ''] }) =>
  state.get<StripeEvent>(account, id, 'event')

export const listEvents: Handler = (call) => {
  const type = call.params.string('type')
  const types = call.params.list('types')
  return listOf<StripeEvent>(
    call,
    'event',
    '/v1/events',
    (event) => matches(event.type, type) && (types.length === 0 || types.some((wanted) => matches(event.type, wanted))),
  )
}

/** `charge.*` means every type of charges. */
function matches(type: string, wanted: string | null): boolean {
  if (wanted === null) return true
  return wanted.endsWith('.*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted
}
