/** What is offered really comes: each topic follows an event that the code records somewhere. */
import { describe, expect, it } from 'vitest'
import { productFiles } from '@/tests/architecture/source'
import { eventsOf, topicsAfter, WEBHOOK_TOPICS } from './topics'

/** Topics in `recordEvent(tx, ...)`, with both branches of a choice between two. */
const recorded = new Set(
  productFiles().flatMap(({ text }) => {
    if (!text.includes('recordEvent(')) return []
    return [...text.matchAll(/'((?:order|product|draft_order)\.[a-z_]+)'/g)].map((match) => match[1])
  }),
)

describe('the topics', () => {
  it.each(WEBHOOK_TOPICS)('$name follows something that is recorded', ({ from }) => {
    expect(from.some((event) => recorded.has(event))).toBe(true)
  })

  it('come in a fixed order after an event', () => {
    expect(topicsAfter('order.payment_captured')).toEqual(['orders/paid', 'orders/updated'])
    expect(topicsAfter('checkout.abandoned')).toEqual([])
  })

  it('are followed by three functions with at most ten events each, as many as Inngest takes', () => {
    const all = new Set(WEBHOOK_TOPICS.flatMap(({ from }): readonly string[] => from))
    const functions = [eventsOf('order'), eventsOf('draft_order'), eventsOf('product')]
    for (const events of functions) expect(events.length).toBeLessThanOrEqual(10)
    expect(new Set(functions.flat())).toEqual(all)
  })
})
