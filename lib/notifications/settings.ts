/**
 * What a store has chosen for its mails: which are on, in whose words, how they look, and the numbers that some wait for.
 * A kind without a row is on and in its own words. The numbers and the look are members of the store's settings.
 */
import { and, eq, sql } from 'drizzle-orm'
import { notificationSettings } from '@/db/schema/notifications'
import { type MailLook, type StoreSettings, stores } from '@/db/schema/stores'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { rearmAbove } from '@/lib/inventory/low-stock'
import { USUAL_HOURS } from '@/lib/recovery/remember'
import type { StoreProfile } from '@/lib/stores/queries'
import { factsOf, isMailKind, MAIL_KIND_NAMES, type MailKind } from './kinds'
import { OWN_WORDS, problemsOf, type Words } from './words'

export interface MailSetting extends Words {
  enabled: boolean
}

/** Units at which a variant runs low, where the store has not chosen. */
const USUAL_THRESHOLD = 3

const UNTOUCHED: MailSetting = { enabled: true, ...OWN_WORDS }

export async function findMailSetting(tx: Tx, kind: string): Promise<MailSetting> {
  const [row] = await tx
    .select({
      enabled: notificationSettings.enabled,
      subject: notificationSettings.subject,
      intro: notificationSettings.intro,
    })
    .from(notificationSettings)
    .where(and(eq(notificationSettings.storeId, tx.storeId), eq(notificationSettings.kind, kind)))
    .limit(1)
  return row ?? UNTOUCHED
}

/** Every kind with what the store has chosen for it. */
export async function listMailSettings(tx: Tx): Promise<Map<MailKind, MailSetting>> {
  const rows = await tx
    .select()
    .from(notificationSettings)
    .where(eq(notificationSettings.storeId, tx.storeId))
    .limit(MAIL_KIND_NAMES.length * 2)
  const chosen = new Map(rows.map(({ kind, enabled, subject, intro }) => [kind, { enabled, subject, intro }]))
  return new Map(MAIL_KIND_NAMES.map((kind) => [kind, chosen.get(kind) ?? UNTOUCHED]))
}

/** Whether the store sends this mail: some kinds need a number or an address as well. */
export function isSent(kind: string, { enabled }: Pick<MailSetting, 'enabled'>, settings: StoreSettings): boolean {
  if (!isMailKind(kind) || !factsOf(kind).switchable) return true
  if (!enabled) return false
  if (kind === 'new-order') return Boolean(settings.orderNotificationEmail)
  if (kind === 'low-stock') return settings.lowStockThreshold !== undefined
  if (kind === 'abandoned-checkout') return settings.abandonedCheckoutHours !== undefined
  return true
}

/** @throws invalid_request for a variable that the mail does not have */
export async function saveMailWords(tx: Tx, kind: MailKind, words: Words): Promise<void> {
  const fields = problemsOf(kind, words)
  if (Object.keys(fields).length > 0) {
    throw new DomainError('invalid_request', 'These words name something that the mail does not have.', { fields })
  }
  await upsert(tx, kind, words)
}

/** @throws invalid_request for a mail that is always sent */
export async function switchMail(tx: Tx, kind: MailKind, enabled: boolean): Promise<void> {
  if (!factsOf(kind).switchable) throw new DomainError('invalid_request', 'This mail is always sent.')
  await upsert(tx, kind, { enabled })
}

async function upsert(tx: Tx, kind: MailKind, change: Partial<MailSetting>): Promise<void> {
  await tx
    .insert(notificationSettings)
    .values({ storeId: tx.storeId, kind, ...change, updatedAt: now() })
    .onConflictDoUpdate({
      target: [notificationSettings.storeId, notificationSettings.kind],
      set: { ...change, updatedAt: now() },
    })
}

export function saveMailLook(tx: Tx, look: MailLook): Promise<void> {
  return mergeSettings(tx, { mail: look })
}

/** null takes a number or address away, and its mail is not sent. */
export interface MailTriggers {
  orderNotificationEmail: string | null
  lowStockThreshold: number | null
  abandonedCheckoutHours: number | null
}

export async function saveMailTriggers(tx: Tx, triggers: Partial<MailTriggers>): Promise<void> {
  if (Object.keys(triggers).length === 0) return
  await mergeSettings(tx, triggers)
  if (typeof triggers.lowStockThreshold === 'number') await rearmAbove(tx, triggers.lowStockThreshold)
}

/** In the database, so that two rooms saved at once do not undo each other. Members that are null are removed. */
async function mergeSettings(tx: Tx, change: object): Promise<void> {
  const gone = Object.entries(change).flatMap(([key, value]) => (value === null ? [key] : []))
  await tx
    .update(stores)
    .set({
      settings: sql`(${stores.settings} || ${JSON.stringify(change)}::jsonb) - ${sql.param(gone)}::text[]`,
      updatedAt: now(),
    })
    .where(eq(stores.id, tx.storeId))
}

/** What a mail that is switched on waits for, where the store has not chosen it yet. */
export function triggerFor(kind: MailKind, { settings, email }: StoreProfile): Partial<MailTriggers> {
  if (kind === 'new-order') return settings.orderNotificationEmail ? {} : { orderNotificationEmail: email }
  if (kind === 'low-stock')
    return settings.lowStockThreshold === undefined ? { lowStockThreshold: USUAL_THRESHOLD } : {}
  if (kind === 'abandoned-checkout' && settings.abandonedCheckoutHours === undefined) {
    return { abandonedCheckoutHours: USUAL_HOURS }
  }
  return {}
}
