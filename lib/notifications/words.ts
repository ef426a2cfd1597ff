/**
 * A merchant's own words for a mail: plain text in which `{{name}}` stands for a value of that mail. One pass, no other
 * syntax: a value that looks like a variable stays as it is. Escaping is html.ts's, lines of headers mailer.ts's. Pure.
 */
import { z } from 'zod'
import { isStorable, NOT_STORABLE } from '@/lib/text'
import { factsOf, type MailKind } from './kinds'

/** null: the mail's own. */
export interface Words {
  subject: string | null
  intro: string | null
}

export const OWN_WORDS: Words = { subject: null, intro: null }

export const MAX_SUBJECT_CHARACTERS = 150
export const MAX_INTRO_CHARACTERS = 1_000

const VARIABLE = /\{\{([^{}]*)\}\}/g

/** The template with its variables replaced; a name that the mail does not know stays as it was written. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(VARIABLE, (written, inside: string) => {
    const name = inside.trim()
    return Object.hasOwn(values, name) ? (values[name] ?? '') : written
  })
}

export const wordsSchema = z.object({
  subject: z
    .string()
    .trim()
    .max(MAX_SUBJECT_CHARACTERS, `Use at most ${MAX_SUBJECT_CHARACTERS} characters.`)
    .refine((text) => !/\p{Cc}|\u2028|\u2029/u.test(text), 'A subject is one line.')
    .refine(isStorable, NOT_STORABLE),
  intro: z
    .string()
    .trim()
    .max(MAX_INTRO_CHARACTERS, `Use at most ${MAX_INTRO_CHARACTERS} characters.`)
    .refine(isStorable, NOT_STORABLE),
})

/** What is wrong with the words, by field; {} when every variable is one of this mail's. */
export function problemsOf(kind: MailKind, words: Words): Partial<Record<keyof Words, string>> {
  const problems: Partial<Record<keyof Words, string>> = {}
  for (const field of ['subject', 'intro'] as const) {
    const text = words[field] ?? ''
    const unknown = [...text.matchAll(VARIABLE)].find(
      ([, name = '']) => !Object.hasOwn(factsOf(kind).variables, name.trim()),
    )
    if (unknown) problems[field] = `This mail has no ${unknown[0]}. Choose one of the variables below.`
    else if (/\{\{|\}\}/.test(text.replace(VARIABLE, ''))) {
      problems[field] = 'A variable begins with {{ and ends with }}.'
    }
  }
  return problems
}
