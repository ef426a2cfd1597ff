/** What a shopper sends to pay, what comes of it, and the limits of both. Times are milliseconds unless named otherwise. */
import { z } from 'zod'
import type { Address } from '@/db/schema/checkout'
import { MAX_DISCOUNT_CODE_CHARACTERS } from '@/lib/cart/types'
import { MINUTE, SECOND } from '@/lib/clock'
import type { ErrorCode, FieldErrors } from '@/lib/errors'
import { MAX_CHARGE_MINOR } from '@/lib/money'
import type { OrderAnswer } from '@/lib/orders/types'
import { hasPostalCodes } from '@/lib/stores/regions'
import { isStorable, NOT_STORABLE } from '@/lib/text'

/** How long an attempt may hold stock before the sweeper ends it. */
export const HOLD_MS = 15 * MINUTE
/** An attempt in `paying` that nobody has touched for so long belongs to a request that died. Longer than its calls take. */
export const STUCK_AFTER_MS = 30 * SECOND
/** Attempts to pay for one cart in a minute: more is somebody trying card numbers. */
export const CART_ATTEMPTS_A_MINUTE = 20

export const IDEMPOTENCY_KEY = /^[A-Za-z0-9_-]{8,64}$/
export const PAYMENT_METHOD = /^(pm|ctoken)_[A-Za-z0-9_]{1,250}$/

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

const text = (max: number, required: string) =>
  z
    .string({ error: required })
    .trim()
    .min(1, required)
    .max(max, `Use at most ${max} characters.`)
    .refine(isStorable, NOT_STORABLE)
const optionalText = (max: number) =>
  z.string().trim().max(max, `Use at most ${max} characters.`).refine(isStorable, NOT_STORABLE).optional()

const addressFields = z.object({
  name: text(120, 'Enter a name.'),
  address1: text(200, 'Enter a street and number.'),
  address2: optionalText(200),
  city: text(120, 'Enter a city.'),
  province: optionalText(60),
  /** Empty only where the country has none. */
  zip: z.string().trim().max(20, 'Use at most 20 characters.').refine(isStorable, NOT_STORABLE).default(''),
  country: z
    .string({ error: 'Choose a country.' })
    .trim()
    .toUpperCase()
    .refine(isCountry, 'Use the two-letter code of a country, such as US.'),
  phone: optionalText(40),
})

export const addressSchema: z.ZodType<Address> = addressFields.refine(
  ({ zip, country }) => zip !== '' || !hasPostalCodes(country),
  // Beside the other fields' problems, not after they are mended.
  { path: ['zip'], error: 'Enter a postal code.', when: ({ value }) => typeof value === 'object' && value !== null },
)

/** The body of POST /api/checkout. */
export const checkoutSchema = z.object({
  email: z
    .string({ error: 'Enter an email address.' })
    .trim()
    .toLowerCase()
    .max(254, 'Use at most 254 characters.')
    .pipe(z.email('Enter a valid email address.')),
  shippingAddress: addressSchema,
  billingAddress: addressSchema.optional(),
  shippingRate: z.int('Use the id of a shipping rate.').positive('Use the id of a shipping rate.').optional(),
  /** Absent: the cart's code. Empty: none. */
  discountCode: optionalText(MAX_DISCOUNT_CODE_CHARACTERS),
  paymentMethod: z
    .string({ error: 'Choose a way to pay.' })
    .regex(PAYMENT_METHOD, 'Use the id of a payment method (pm_...) or confirmation token (ctoken_...).'),
  expectedTotal: z
    .int('Use minor units.')
    .min(0, 'Use minor units.')
    .max(MAX_CHARGE_MINOR, 'Use minor units.')
    .optional(),
})

export type CheckoutBody = z.infer<typeof checkoutSchema>

export interface CheckoutInput extends CheckoutBody {
  /** From the shopper's cookie, never from the request's body. */
  cartToken: string | null
  idempotencyKey: string
  /** Where the bank's page sends the shopper back to; `attempt=<id>` is added to its query. */
  returnUrl: string
}

/** What has become of an attempt, as the return page, the webhook and the sweeper learn it. */
export type AttemptOutcome =
  | { state: 'completed'; order: OrderAnswer }
  /** Not known yet: ask again in a few seconds. */
  | { state: 'pending' }
  /** The shopper has not authenticated yet. */
  | { state: 'action_required'; clientSecret: string | null; nextActionUrl: string | null }
  | { state: 'failed'; code: ErrorCode; message: string; fields?: FieldErrors }
  /** Paid too late for the goods: the money went back. */
  | { state: 'refunded'; message: string }

function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && regions.of(code) !== undefined
}
