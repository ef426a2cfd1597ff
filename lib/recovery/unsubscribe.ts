/**
 * Who wants no reminders of a store. The link in a mail names the address by a hash and proves by a MAC that this deployment
 * made it, so that it works for as long as the mail is kept and nobody can take another's address off, or learn who is on.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { mailUnsubscribes } from '@/db/schema/notifications'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { env } from '@/lib/env'
import { sha256 } from '@/lib/ids'

const TOKEN = /^([0-9a-f]{64})([0-9a-f]{32})$/

/** For links of this store in mails to this address. */
export function unsubscribeToken(storeId: number, email: string): string {
  const hash = emailHash(storeId, email)
  return hash + macOf(storeId, hash)
}

/** Notes the address behind the token; noting it again changes nothing. False for a token that is not this store's. */
export async function unsubscribe(tx: Tx, token: string): Promise<boolean> {
  const hash = readToken(tx.storeId, token)
  if (hash === null) return false
  await tx
    .insert(mailUnsubscribes)
    .values({ storeId: tx.storeId, emailHash: hash, createdAt: now() })
    .onConflictDoNothing()
  return true
}

/** Whether the token is one of this store's. */
export function isUnsubscribeToken(storeId: number, token: string): boolean {
  return readToken(storeId, token) !== null
}

export async function isUnsubscribed(tx: Tx, email: string): Promise<boolean> {
  const rows = await tx
    .select({ at: mailUnsubscribes.createdAt })
    .from(mailUnsubscribes)
    .where(and(eq(mailUnsubscribes.storeId, tx.storeId), eq(mailUnsubscribes.emailHash, emailHash(tx.storeId, email))))
    .limit(1)
  return rows.length > 0
}

function readToken(storeId: number, token: string): string | null {
  const [, hash, mac] = TOKEN.exec(token) ?? []
  if (!hash || !mac) return null
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(storeId, hash))) ? hash : null
}

function emailHash(storeId: number, email: string): string {
  return sha256(`unsubscribe:${storeId}:${email.trim().toLowerCase()}`)
}

/** 128 bits, under a key of its own derived from AUTH_SECRET. */
function macOf(storeId: number, hash: string): string {
  const key = `stoa/unsubscribe/v1:${env().AUTH_SECRET}`
  return createHmac('sha256', key).update(`${storeId}:${hash}`).digest('hex').slice(0, 32)
}
