/**
 * Inngest takes an id once in a day, so an event that is sent again travels under a name of its own: `{id}~{try}`. Every
 * function sees the id it had first, which is what consumers know it by.
 */
import { Middleware } from 'inngest'

const TRY = /~\d+$/

export const idOfTry = (eventId: string, attempt: number) => `${eventId}~${attempt}`

export const originalId = (eventId: string) => eventId.replace(TRY, '')

export class OriginalEventId extends Middleware.BaseMiddleware {
  readonly id = 'original-event-id'

  override transformFunctionInput(given: Middleware.TransformFunctionInputArgs): Middleware.TransformFunctionInputArgs {
    const { event } = given.ctx
    if (!event.id || !TRY.test(event.id)) return given
    return { ...given, ctx: { ...given.ctx, event: { ...event, id: originalId(event.id) } } }
  }
}
