/**
 * Who is acting, for the audit log alone: the doors write it into each transaction as `app.actor`, and the audit trigger
 * reads it. It grants nothing and nothing is decided by it; that is why it may be ambient, so that no action can forget it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

export interface Actor {
  /** `impersonation`: an operator who looks into the store's desk; the id is the operator's. */
  kind: 'user' | 'operator' | 'impersonation' | 'api_token'
  id: number
  /** As the request's address was derived; null when it is not known. */
  ip: string | null
}

const current = new AsyncLocalStorage<Actor>()

/** Runs `work`; every transaction that it opens is recorded as the actor's. */
export function actingAs<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
  return current.run(actor, work)
}

/** The statement for a transaction's opening, or '' where nobody acts. Spliced into SQL, so each part is checked. */
export function actorSetting(): string {
  const actor = current.getStore()
  if (!actor) return ''
  if (!Number.isSafeInteger(actor.id)) throw new Error(`actor id ${actor.id} is not an integer`)
  const ip = actor.ip && /^[0-9a-fA-F.:]{1,45}$/.test(actor.ip) ? actor.ip : ''
  return `; set local app.actor = '${actor.kind}:${actor.id}:${ip}'`
}
