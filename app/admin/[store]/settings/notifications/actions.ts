'use server'
/** Saving which mails go out, in which words and with which look; looking at a draft, and sending it to oneself. */
import { refresh } from 'next/cache'
import { merchantAction } from '@/app/_actions/merchant-action'
import { readStore, withStore } from '@/db/store'
import { MINUTE } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { uuidv7 } from '@/lib/ids'
import { kvKey } from '@/lib/kv'
import { allowMail } from '@/lib/notifications/allowance'
import { draftSchema, lookSchema, mailSchema, switchSchema } from '@/lib/notifications/inputs'
import { chosenLook } from '@/lib/notifications/look'
import { sendMail } from '@/lib/notifications/mailer'
import { type Draft, previewMail } from '@/lib/notifications/preview'
import { saveMailLook, saveMailTriggers, saveMailWords, switchMail, triggerFor } from '@/lib/notifications/settings'
import { problemsOf, type Words } from '@/lib/notifications/words'
import { rateLimit } from '@/lib/rate-limit/limit'
import { getStoreProfile } from '@/lib/stores/queries'

const TESTS = { limit: 5, windowMs: MINUTE, failClosed: true }

export const setMail = merchantAction('settings.write', switchSchema, async ({ storeId }, { kind, enabled }) => {
  await withStore(storeId, async (tx) => {
    await switchMail(tx, kind, enabled)
    // What needs a number or an address gets a usual one, so that "on" is on.
    if (enabled) await saveMailTriggers(tx, triggerFor(kind, await getStoreProfile(tx)))
  })
  refresh()
  return null
})

export const saveMail = merchantAction('settings.write', mailSchema, async ({ storeId }, input) => {
  const { kind, words, ...triggers } = input
  await withStore(storeId, async (tx) => {
    await saveMailWords(tx, kind, chosenWords(words))
    await saveMailTriggers(tx, triggers)
  })
  refresh()
  return null
})

export const saveLook = merchantAction('settings.write', lookSchema, async ({ storeId }, look) => {
  await withStore(storeId, (tx) => saveMailLook(tx, chosenLook(look)))
  refresh()
  return null
})

export const showDraft = merchantAction('settings.read', draftSchema, async ({ storeId }, { kind, words, look }) => {
  const { mail, sample } = await readStore(storeId, (tx) => previewMail(tx, kind, draftOf(words, look)))
  return { subject: mail.subject, from: mail.fromName, html: mail.html, text: mail.text, sample }
})
export type ShownDraft = Extract<Awaited<ReturnType<typeof showDraft>>, { ok: true }>['data']

/** To the address of whoever asks, and to no other. */
export const sendTest = merchantAction('settings.write', draftSchema, async ({ storeId, user }, draft) => {
  const { kind, words, look } = draft
  const fields = problemsOf(kind, chosenWords(words))
  if (Object.keys(fields).length > 0) throw new DomainError('invalid_request', 'Mend the words first.', { fields })
  const { ok, retryAfter } = await rateLimit(kvKey(storeId, 'test-mails'), TESTS)
  if (!ok) throw new DomainError('rate_limited', 'Many tests at once. Try again in a minute.', { retryAfter })
  await allowMail(storeId, 'tests')
  const { mail } = await readStore(storeId, (tx) => previewMail(tx, kind, draftOf(words, look)))
  const { unsubscribeUrl: _, ...rest } = mail
  await sendMail({ ...rest, to: user.email, subject: `[Test] ${mail.subject}` }, `${uuidv7()}.test`)
  return { to: user.email }
})

function draftOf(words: { subject: string; intro: string }, look?: Parameters<typeof chosenLook>[0]): Draft {
  return { words: chosenWords(words), ...(look ? { look: chosenLook(look) } : {}) }
}

function chosenWords({ subject, intro }: { subject: string; intro: string }): Words {
  return { subject: subject || null, intro: intro || null }
}
