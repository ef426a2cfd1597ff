/**
 * From what a mail has to say to the mail: the merchant's words where there are some, the frame, and the same in plain text,
 * so that no mail goes out without it. Pure.
 */
import type { StoreProfile } from '@/lib/stores/queries'
import { type Html, html } from './html'
import { factsOf, type MailKind, type VariableOf } from './kinds'
import { footerLines, letter } from './layout'
import { senderOf } from './look'
import type { Mail } from './mailer'
import { fill, type Words } from './words'

export interface Composition<K extends MailKind> {
  kind: K
  store: StoreProfile
  to: string
  words: Words
  values: Record<VariableOf<K>, string>
  /** Absent: the intro. */
  preview?: string
  heading: string
  /** The mail's own, where the merchant has none. */
  intro: string
  button: { label: string; href: string }
  body: Html
  /** The body in plain text, by paragraph. */
  text: string[]
  /** Absent: an invitation to reply. */
  closing?: { html: Html; text: string }
  replyTo?: string
  /** Where one click takes the address off the list. */
  unsubscribeUrl?: string
}

export function composeMail<K extends MailKind>(mail: Composition<K>): Mail {
  const { kind, store, words, values, heading, button, body, closing } = mail
  const intro = words.intro ? fill(words.intro, values) : mail.intro
  const goodbye = closing?.text ?? 'Questions? Reply to this mail.'
  return {
    ...senderOf(store),
    ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
    ...(mail.unsubscribeUrl ? { unsubscribeUrl: mail.unsubscribeUrl } : {}),
    to: mail.to,
    subject: fill(words.subject ?? factsOf(kind).subject, values),
    html: letter({ store, preview: mail.preview ?? intro, heading, intro, button, body, closing: closing?.html }),
    text: [
      `${heading}.`,
      intro,
      `${button.label}: ${button.href}`,
      ...mail.text.filter((paragraph) => paragraph !== ''),
      [store.name, goodbye, ...footerLines(store)].join('\n'),
    ].join('\n\n'),
  }
}

/** For mails to the merchant: why they come and where to change that. */
export function deskClosing(settingsHref: string): { html: Html; text: string } {
  return {
    html: html`You get this mail because your store’s notifications say so. <a href="${settingsHref}" class="muted" style="color:inherit">Change them</a>.`,
    text: `You get this mail because your store’s notifications say so. Change them: ${settingsHref}`,
  }
}

export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name
}
