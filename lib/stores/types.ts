/** What a merchant types to open a store. */
import { z } from 'zod'
import { isStorable, NOT_STORABLE } from '@/lib/text'
import { CURRENCIES, placeOf } from './places'
import { slugProblem } from './rules'

export const newStoreSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give your store a name.')
    .max(80, 'Use at most 80 characters.')
    .refine(isStorable, NOT_STORABLE),
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .superRefine((slug, context) => {
      const problem = slugProblem(slug)
      if (problem) context.addIssue({ code: 'custom', message: problem })
    }),
  country: z.string().refine((code) => placeOf(code) !== undefined, 'Choose the country your store is in.'),
  currency: z.string().refine((code) => CURRENCIES.includes(code), 'Choose a currency.'),
})
export type NewStore = z.output<typeof newStoreSchema>

export const storeSettingsSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give your store a name.')
    .max(80, 'Use at most 80 characters.')
    .refine(isStorable, NOT_STORABLE),
  email: z.string().trim().toLowerCase().max(254).pipe(z.email('Enter an e-mail address such as name@example.com.')),
})
export type StoreSettingsInput = z.output<typeof storeSettingsSchema>
