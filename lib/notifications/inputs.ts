/** What the desk's notifications room sends, checked. Empty words are the mail's own; an empty number takes the mail away. */
import { z } from 'zod'
import { MAIL_KIND_NAMES } from './kinds'
import { mailLookSchema } from './look'
import { wordsSchema } from './words'

export const MAX_THRESHOLD_UNITS = 9_999
/** A week: later the cart is forgotten by everybody. */
export const MAX_ABANDONED_HOURS = 168

const kind = z.enum(MAIL_KIND_NAMES, 'There is no such mail.')

const email = z.string().trim().toLowerCase().max(254).pipe(z.email('Enter an address such as name@example.com.'))

const wholeNumber = (max: number, message: string) => z.int(message).min(0, message).max(max, message)

export const switchSchema = z.object({ kind, enabled: z.boolean() })

export const mailSchema = z.object({
  kind,
  words: wordsSchema,
  /** Only of the kind that has it. */
  orderNotificationEmail: email.optional(),
  lowStockThreshold: wholeNumber(MAX_THRESHOLD_UNITS, `Enter a number from 0 to ${MAX_THRESHOLD_UNITS}.`).optional(),
  abandonedCheckoutHours: wholeNumber(MAX_ABANDONED_HOURS, `Enter hours from 1 to ${MAX_ABANDONED_HOURS}.`)
    .min(1, `Enter hours from 1 to ${MAX_ABANDONED_HOURS}.`)
    .optional(),
})
export type MailInput = z.input<typeof mailSchema>

/** A draft to look at or to send to oneself. */
export const draftSchema = z.object({ kind, words: wordsSchema, look: mailLookSchema.optional() })
export type DraftInput = z.input<typeof draftSchema>

export const lookSchema = mailLookSchema
export type LookInput = z.input<typeof mailLookSchema>
