/**
 * A mail from the platform to a merchant about their store: plainer than a store's own mails, and not in its colours, so that
 * nobody takes one for the other.
 */
import { Html, html } from './html'
import { FONT } from './layout'
import type { Mail } from './mailer'

const FROM = 'Stoa'

export interface PlatformLetter {
  to: string
  subject: string
  heading: string
  paragraphs: string[]
  /** Values to be copied exactly, such as DNS records. */
  facts?: { label: string; value: string }[]
  button: { label: string; href: string }
}

export function platformMail({ to, subject, heading, paragraphs, facts = [], button }: PlatformLetter): Mail {
  const text = [
    heading,
    ...paragraphs,
    ...facts.map(({ label, value }) => `${label}\n${value}`),
    `${button.label}: ${button.href}`,
  ].join('\n\n')
  return { to, fromName: FROM, subject, text, html: frame(heading, paragraphs, facts, button) }
}

function frame(
  heading: string,
  paragraphs: string[],
  facts: { label: string; value: string }[],
  button: PlatformLetter['button'],
): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${heading}</title><style>${DARK}</style></head>
<body class="page" style="margin:0;padding:0;background:#f6f6f4;-webkit-text-size-adjust:100%">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="page" style="background:#f6f6f4"><tr><td align="center" style="padding:32px 12px 48px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">
<tr><td class="text" style="padding:0 8px 20px;font:600 18px/28px ${FONT};color:#1c1b19">${FROM}</td></tr>
<tr><td class="card" style="background:#ffffff;border:1px solid #e4e3df;border-radius:10px;padding:36px 32px">
<h1 class="text" style="margin:0 0 12px;font:600 22px/30px ${FONT};color:#1c1b19">${heading}</h1>
${paragraphs.map((text) => html`<p class="text" style="margin:0 0 16px;font:16px/25px ${FONT};color:#1c1b19">${text}</p>`)}
${facts.map(
  ({ label, value }) =>
    html`<p class="muted" style="margin:0 0 16px;font:13px/20px ${FONT};color:#66635c">${label}<br><span class="text" style="font:14px/22px ui-monospace,Menlo,Consolas,monospace;color:#1c1b19;word-break:break-all">${value}</span></p>`,
)}
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 0"><tr><td class="button" style="background:#1c1b19;border-radius:8px"><a href="${button.href}" class="button-text" style="display:inline-block;padding:12px 20px;font:600 16px/24px ${FONT};color:#ffffff;text-decoration:none">${button.label}</a></td></tr></table>
</td></tr>
<tr><td class="muted" style="padding:24px 8px 0;font:13px/20px ${FONT};color:#66635c">You get this mail because you own this store on Stoa.</td></tr>
</table></td></tr></table></body></html>`.text
}

const DARK = new Html(`@media (prefers-color-scheme: dark) {
.page { background: #161513 !important }
.card { background: #201f1c !important; border-color: #393732 !important }
.text { color: #f2f0ea !important }
.muted { color: #b1ada3 !important }
.button { background: #f2f0ea !important }
.button-text { color: #1c1b19 !important }
}
@media (max-width: 480px) { .card { padding: 28px 20px !important } }`)
