/**
 * Handing a mail to SMTP. The message id is the caller's and stable, so that a mail sent twice by accident is one mail to
 * whoever looks. No value of a header can end its line: what must be exact is refused, what is only shown is cleaned.
 */
import nodemailer, { type Transporter } from 'nodemailer'
import { SECOND } from '@/lib/clock'
import { env } from '@/lib/env'

const CONNECT_TIMEOUT_MS = 10 * SECOND
const SOCKET_TIMEOUT_MS = 30 * SECOND
const MAX_CONNECTIONS = 4
/** Connections are kept between mails; every wait ends. */
const OPTIONS = {
  pool: true,
  maxConnections: MAX_CONNECTIONS,
  connectionTimeout: CONNECT_TIMEOUT_MS,
  greetingTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: SOCKET_TIMEOUT_MS,
  disableFileAccess: true,
  disableUrlAccess: true,
}
const MAX_NAME_CHARACTERS = 120
const MAX_SUBJECT_CHARACTERS = 200

export interface Mail {
  to: string
  /** The store's name: who the mail is from, at the platform's address. */
  fromName: string
  replyTo?: string
  subject: string
  html: string
  text: string
  /** Where a POST takes the address off the list (RFC 8058): for mails that nobody asked for. */
  unsubscribeUrl?: string
}

let transport: Transporter | undefined

/** Sends the mail; resolves when the server has accepted it. `id` names it: `{event}.{kind}`. @throws the SMTP error */
export async function sendMail(mail: Mail, id: string): Promise<void> {
  transport ??= nodemailer.createTransport(withOptions(env().SMTP_URL))
  const address = senderAddress(env().MAIL_FROM)
  await transport.sendMail({
    from: { name: shown(mail.fromName, MAX_NAME_CHARACTERS), address },
    to: { name: '', address: exactAddress(mail.to) },
    ...(mail.replyTo ? { replyTo: { name: '', address: exactAddress(mail.replyTo) } } : {}),
    subject: shown(mail.subject, MAX_SUBJECT_CHARACTERS),
    messageId: `<${id}@${address.slice(address.indexOf('@') + 1)}>`,
    html: mail.html,
    text: mail.text,
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail.unsubscribeUrl) },
  })
}

/** In the URL's query: nodemailer takes a URL's options from there and drops any beside it. */
export function withOptions(smtpUrl: string): string {
  const url = new URL(smtpUrl)
  for (const [name, value] of Object.entries(OPTIONS)) url.searchParams.set(name, String(value))
  return url.toString()
}

function unsubscribeHeaders(url: string | undefined): Record<string, string> {
  if (!url) return {}
  // An address that parses has neither line breaks nor angle brackets left.
  return { 'List-Unsubscribe': `<${new URL(url).href}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

/** The address in `Name <address>` or alone. */
export function senderAddress(from: string): string {
  return exactAddress(/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from)
}

function exactAddress(address: string): string {
  const trimmed = address.trim()
  if (!/^[^\s<>,;:"\p{Cc}]+@[^\s<>,;:"\p{Cc}]+$/u.test(trimmed)) throw new Error('this is not a mail address')
  return trimmed
}

/** One line without control characters. */
function shown(text: string, max: number): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, max)
}
