/** What people type to sign up and to log in. E-mail addresses are compared in lower case everywhere. */
import { z } from 'zod'
import { isStorable, NOT_STORABLE } from '@/lib/text'
import { PASSWORD_MAX, PASSWORD_MIN } from './rules'

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An e-mail address has at most 254 characters.')
  .pipe(z.email('Enter an e-mail address such as name@example.com.'))

const newPassword = z
  .string()
  .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters.`)
  .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters.`)

export const signUpSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Enter your name.')
    .max(100, 'Use at most 100 characters.')
    .refine(isStorable, NOT_STORABLE),
  email: emailSchema,
  password: newPassword,
})
export type SignUpInput = z.output<typeof signUpSchema>

export const credentialsSchema = z.object({
  email: emailSchema,
  password: z.string().min(1, 'Enter your password.').max(PASSWORD_MAX, 'This password is too long.'),
})
export type Credentials = z.output<typeof credentialsSchema>

export const passwordChangeSchema = z.object({
  current: z.string().min(1, 'Enter your password.').max(PASSWORD_MAX, 'This password is too long.'),
  next: newPassword,
})
export type PasswordChange = z.output<typeof passwordChangeSchema>

/** The account behind a live session. */
export interface SessionUser {
  id: number
  name: string
  email: string
  sessionId: string
  /** The store whose desk an operator opened with this session, and until when (ISO 8601); it may be over. */
  impersonation: { storeId: number; endsAt: string } | null
}
