/** Subscription schedules: a change that waits for the end of the period. Made from a subscription, with further phases. */
import type { Handler } from './call'
import { invalid } from './errors'
import { newId, nowSeconds } from './ids'
import type { StripeObject } from './objects'
import type { Params } from './params'
import type { State } from './state'
import type { ItemChoice, Subscription } from './subscription-life'

const MONTH_S = 30 * 86_400

interface Phase {
  items: ItemChoice[]
  start_date: number
  end_date: number
}

interface Schedule extends StripeObject {
  object: 'subscription_schedule'
  status: 'active' | 'released'
  phases: Phase[]
  current_phase: { start_date: number; end_date: number } | null
  subscription: string | null
}

export const createSchedule: Handler = ({ state, account, params }) => {
  const id = params.required('from_subscription')
  const subscription = state.get<Subscription>(account, id, 'subscription', 'from_subscription')
  if (subscription.schedule) {
    throw invalid(
      `You cannot migrate a subscription that is already attached to a schedule: \`${subscription.schedule}\`.`,
      'from_subscription',
    )
  }
  const [item] = subscription.items.data
  const [start_date, end_date] = [item?.current_period_start ?? 0, item?.current_period_end ?? 0]
  const items = subscription.items.data.map(({ price, quantity }) => ({ price: price.id, quantity }))
  const schedule = state.put<Schedule>(account, {
    id: newId('sub_sched'),
    object: 'subscription_schedule',
    created: nowSeconds(),
    current_phase: { start_date, end_date },
    customer: subscription.customer,
    end_behavior: 'release',
    livemode: false,
    metadata: {},
    phases: [{ items, start_date, end_date }],
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: id,
  })
  const attached = state.put<Subscription>(account, { ...subscription, schedule: schedule.id })
  state.emit(account, 'customer.subscription.updated', attached, { schedule: null })
  return schedule
}

export const updateSchedule: Handler = (call) => {
  const { state, account, params } = call
  const before = requireActive(call)
  const phases: Phase[] = []
  for (const phase of params.groups('phases')) phases.push(readPhase(call, phase, phases.at(-1)))
  if (phases[0] && phases[0].start_date !== before.phases[0]?.start_date) {
    throw invalid('The start date of the current phase cannot be changed.', 'phases[0][start_date]')
  }
  return state.put<Schedule>(account, { ...before, phases: phases.length > 0 ? phases : before.phases })
}

export const releaseSchedule: Handler = (call) => {
  const before = requireActive(call)
  return release(call.state, call.account, before, true)
}

export const retrieveSchedule: Handler = ({ state, account, ids: [id = ''] }) =>
  state.get<Schedule>(account, id, 'subscription_schedule')

/** The items of the phase that begins now; null when no schedule says anything. */
export function enterNextPhase(state: State, account: string, subscription: Subscription): ItemChoice[] | null {
  const schedule = subscription.schedule
    ? state.find<Schedule>(account, subscription.schedule, 'subscription_schedule')
    : undefined
  if (!schedule) return null
  const next = schedule.phases.find(({ start_date }) => start_date >= (schedule.current_phase?.end_date ?? 0))
  if (!next) {
    release(state, account, schedule, false)
    return null
  }
  // The period ends when a test says so: the phase begins now, as long as it was planned.
  const begun = { ...next, start_date: nowSeconds(), end_date: nowSeconds() + next.end_date - next.start_date }
  const phases = schedule.phases.map((phase) => (phase === next ? begun : phase))
  const current_phase = { start_date: begun.start_date, end_date: begun.end_date }
  state.put<Schedule>(account, { ...schedule, phases, current_phase })
  return next.items
}

function release(state: State, account: string, before: Schedule, told: boolean): Schedule {
  const subscription = state.get<Subscription>(account, before.subscription ?? '', 'subscription')
  const free = state.put<Subscription>(account, { ...subscription, schedule: null })
  if (told) state.emit(account, 'customer.subscription.updated', free, { schedule: before.id })
  return state.put<Schedule>(account, {
    ...before,
    status: 'released',
    released_at: nowSeconds(),
    released_subscription: before.subscription,
    subscription: null,
  })
}

function requireActive({ state, account, ids: [id = ''] }: Parameters<Handler>[0]): Schedule {
  const schedule = state.get<Schedule>(account, id, 'subscription_schedule')
  if (schedule.status === 'active') return schedule
  throw invalid(`You cannot change a subscription schedule that is \`${schedule.status}\`.`, 'schedule')
}

function readPhase({ state, account }: Parameters<Handler>[0], phase: Params, last: Phase | undefined): Phase {
  const items = phase.groups('items').map((item) => ({
    price: state.get(account, item.required('price'), 'price', 'phases[0][items][0][price]').id,
    quantity: item.integer('quantity') ?? 1,
  }))
  const start_date = phase.integer('start_date') ?? last?.end_date ?? nowSeconds()
  const months = phase.has('duration') ? (phase.group('duration').integer('interval_count') ?? 1) : 1
  return { items, start_date, end_date: phase.integer('end_date') ?? start_date + months * MONTH_S }
}
