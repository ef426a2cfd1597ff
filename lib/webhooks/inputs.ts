/** What the desk's forms of webhooks send. */
import { z } from 'zod'
import { DAY } from '@/lib/clock'
import { isStorable, NOT_STORABLE } from '@/lib/text'
import { WEBHOOK_TOPIC_NAMES } from './topics'
import { MAX_URL_CHARACTERS } from './url'

const MAX_RANGE_MS = 31 * DAY

export const topicSchema = z.enum(WEBHOOK_TOPIC_NAMES)
export const subscriptionId = z.object({ id: z.int().positive() })

export const subscriptionSchema = z.object({
  url: z.string().trim().max(MAX_URL_CHARACTERS).refine(isStorable, NOT_STORABLE),
  topics: z
    .array(topicSchema)
    .min(1, 'Choose at least one event.')
    .max(WEBHOOK_TOPIC_NAMES.length)
    .transform((topics) => WEBHOOK_TOPIC_NAMES.filter((topic) => topics.includes(topic))),
})
export type SubscriptionForm = z.input<typeof subscriptionSchema>

export const rangeSchema = z
  .object({
    id: z.int().positive(),
    from: z.iso.datetime('Enter a day and a time.'),
    to: z.iso.datetime('Enter a day and a time.'),
    failedOnly: z.boolean(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'The end must come after the beginning.' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= MAX_RANGE_MS, {
    path: ['from'],
    error: 'Choose at most 31 days at once.',
  })
