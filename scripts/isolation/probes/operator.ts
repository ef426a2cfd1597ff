/** The operators' rooms: nobody of a store enters one. What an operator may do in a store is tests/operators. */
import { type ActionProbe, ofNoStore, operatorsOnly, type RouteProbe } from '../probe'

const REASON = 'asked by its owner'

export const OPERATOR: Record<string, RouteProbe> = {
  '/operator': operatorsOnly(() => '/operator'),
  '/operator/actions': operatorsOnly(() => '/operator/actions'),
  '/operator/enrol': operatorsOnly(() => '/operator/enrol'),
  '/operator/jobs': operatorsOnly(() => '/operator/jobs'),
  '/operator/stores': operatorsOnly(() => '/operator/stores'),
  '/operator/stores/[id]': operatorsOnly((ref) => `/operator/stores/${ref('store')}`),
  '/operator/verify': operatorsOnly(() => '/operator/verify'),
}

const stores = 'app/operator/(room)/stores/[id]/actions.ts'
const jobs = 'app/operator/(room)/jobs/actions.ts'
const steps = 'app/operator/second-step-actions.ts'

export const OPERATOR_ACTIONS: Record<string, ActionProbe> = {
  'app/_auth/leave-store.ts#leaveStore': ofNoStore('ends the caller’s own visit to a store; tests/operators'),
  [`${stores}#setStoreSuspended`]: operatorsOnly(
    () => '/operator/stores',
    () => ({ slug: 'harbor-books', suspended: true, reason: REASON }),
  ),
  [`${stores}#visitStore`]: operatorsOnly(
    () => '/operator/stores',
    (ref) => ({ storeId: ref('store'), reason: REASON }),
  ),
  [`${jobs}#replayJob`]: operatorsOnly(
    () => '/operator/jobs',
    () => ({ job: 'function/1' }),
  ),
  [`${jobs}#replayAll`]: operatorsOnly(
    () => '/operator/jobs',
    () => ({ kind: 'function' }),
  ),
  [`${steps}#enrolAuthenticator`]: operatorsOnly(
    () => '/operator/enrol',
    () => ({ code: '123456', next: '/operator' }),
  ),
  [`${steps}#enterCode`]: operatorsOnly(
    () => '/operator/verify',
    () => ({ code: '123456', next: '/operator' }),
  ),
}
