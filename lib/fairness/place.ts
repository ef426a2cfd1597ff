/**
 * The place that a request holds at the door while it works. Whoever begins to wait for somebody else's answer (Stripe's) gives
 * it back: waiting costs this process nothing, and a slow Stripe must not make a shop small. One storage a process, though the
 * build bundles this file more than once.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Leave } from './fair-gate'

const shared = globalThis as typeof globalThis & { __stoaPlaces?: AsyncLocalStorage<Leave> }
shared.__stoaPlaces ??= new AsyncLocalStorage<Leave>()
const places = shared.__stoaPlaces

/** Runs a request's `work` with its place, which `leave` gives back: as often as one likes, it counts once. */
export function holdingPlace(leave: Leave, work: () => void): void {
  places.run(leave, work)
}

/** Gives the place of the request that is under way back, for good; nothing outside of a request. */
export function leavePlace(): void {
  places.getStore()?.()
}
