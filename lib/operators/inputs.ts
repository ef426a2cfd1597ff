/** What operators type: a reason that others will read, a code of their authenticator. */
import { z } from 'zod'
import { isStorable, NOT_STORABLE } from '@/lib/text'

export const REASON_MAX = 300

export const reasonSchema = z
  .string()
  .trim()
  .min(3, 'Say why, in a few words.')
  .max(REASON_MAX, `Use at most ${REASON_MAX} characters.`)
  .refine(isStorable, NOT_STORABLE)

/** Apps show the six digits in two groups. */
export const codeSchema = z
  .string()
  .max(20, 'Enter the six digits that your authenticator shows.')
  .transform((code) => code.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits that your authenticator shows.'))
