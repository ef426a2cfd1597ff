/** What happens to domains, as lib/events/topics.ts records it. */
import { eventType } from 'inngest'
import { z } from 'zod'

const id = z.int().positive()
const one = z.object({ storeId: id, domain: z.string() })

export const domainClaimed = eventType('domain.claimed', { schema: one.extend({ claimedAt: z.int() }) })
export const domainCheckRequested = eventType('domain.check_requested', { schema: one })
export const domainVerified = eventType('domain.verified', { schema: one })
export const domainSecured = eventType('domain.secured', { schema: one })
export const domainFailing = eventType('domain.failing', { schema: one.extend({ failures: z.int() }) })
export const domainReleased = eventType('domain.released', { schema: one })
export const domainRemoved = eventType('domain.removed', { schema: one })
