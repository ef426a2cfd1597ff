/** The frame of the mails by which the platform tells a store's owner what the store needs. They are no kinds one switches. Pure. */
import type { StoreProfile } from '@/lib/stores/queries'
import { html } from './html'
import { footerLines, letter } from './layout'
import { paletteOf, senderOf } from './look'
import type { Mail } from './mailer'
import { factsHtml, factsText } from './order-parts'

/** `desk`: scheme, host and path of the store's desk. */
export interface Owner {
  to: string
  desk: string
}

export interface OwnerMail {
  subject: string
  heading: string
  /** Paragraphs; the first is the preview. */
  intro: string[]
  facts: { label: string; lines: string[] }[]
  button: { label: string; href: string }
  /** Why it comes: 'a domain of your store needs you'. */
  because: string
}

export function ownerMail(store: StoreProfile, to: string, mail: OwnerMail): Mail {
  const { subject, heading, intro, facts, button, because } = mail
  const closing = `You get this mail because ${because}.`
  const [preview = ''] = intro
  return {
    ...senderOf(store),
    to,
    subject,
    html: letter({
      store,
      preview,
      heading,
      intro: intro.join('\n\n'),
      button,
      body: factsHtml(paletteOf(store), facts),
      closing: html`${closing}`,
    }),
    text: [
      `${heading}.`,
      ...intro,
      ...factsText(facts),
      `${button.label}: ${button.href}`,
      [store.name, closing, ...footerLines(store)].join('\n'),
    ].join('\n\n'),
  }
}

/** 'November 24, 2026 at 6:49 PM UTC'. */
export function inUtc(date: Date): string {
  const text = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(date)
  return `${text} UTC`
}
