/**
 * The frame of every mail: the store's name or logo, one column, one button, whom to ask. Tables and inline styles, since
 * mail clients know little else; a few rules for clients that know dark. Nothing is loaded but the store's own pictures.
 */
import type { StoreProfile } from '@/lib/stores/queries'
import { Html, html } from './html'
import { logoOf, type Palette, paletteOf } from './look'

export const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
const SERIF = "Georgia, 'Times New Roman', serif"

export function headingFont(store: Pick<StoreProfile, 'theme'>): string {
  return store.theme.preset === 'bookshop' ? SERIF : FONT
}

export interface Letter {
  store: StoreProfile
  /** Shown after the subject in an inbox. */
  preview: string
  heading: string
  /** Line breaks are kept. */
  intro: string
  button: { label: string; href: string }
  body: Html
  /** Absent: whom a customer asks. */
  closing?: Html
}

/** The whole HTML of a mail. */
export function letter({ store, preview, heading, intro, button, body, closing }: Letter): string {
  const c = paletteOf(store)
  const font = headingFont(store)
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${heading}</title><style>${darkRules()}</style></head>
<body class="page" style="margin:0;padding:0;background:${c.raised};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preview}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="page" style="background:${c.raised}"><tr><td align="center" style="padding:32px 12px 48px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">
<tr><td class="text" style="padding:0 8px 20px;font:600 20px/28px ${font};color:${c.text}">${masthead(store)}</td></tr>
<tr><td class="card" style="background:${c.surface};border:1px solid ${c.line};border-radius:10px;padding:36px 32px">
<h1 class="text" style="margin:0 0 10px;font:600 25px/32px ${font};color:${c.text}">${heading}</h1>
<p class="muted" style="margin:0 0 24px;font:16px/25px ${FONT};color:${c.muted}">${lines(intro)}</p>
${buttonHtml(button, c)}
${body}
</td></tr>
<tr><td class="muted" style="padding:24px 8px 0;font:13px/20px ${FONT};color:${c.muted}">${closing ?? html`Questions? Reply to this mail and ${store.name} will answer.`}${footer(store)}</td></tr>
</table></td></tr></table></body></html>`.text
}

function masthead(store: StoreProfile): Html {
  const logo = logoOf(store)
  if (!logo) return html`${store.name}`
  return html`<img src="${logo}" alt="${store.name}" height="44" class="logo" style="display:block;height:44px;width:auto;max-width:280px;border-radius:4px">`
}

function lines(text: string): Html[] {
  return text.split(/\r?\n/).map((line, index) => html`${index > 0 ? html`<br>` : null}${line}`)
}

function buttonHtml({ label, href }: Letter['button'], c: Palette): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 8px"><tr><td class="button" style="background:${c.accent};border-radius:8px"><a href="${href}" class="button-text" style="display:inline-block;padding:12px 20px;font:600 16px/24px ${FONT};color:${c.accentText};text-decoration:none">${label}</a></td></tr></table>`
}

function footer(store: StoreProfile): Html {
  return html`${footerLines(store).map((line) => html`<br>${line}`)}`
}

/** The merchant's line and the store's address, where there are. */
export function footerLines({ name, settings }: StoreProfile): string[] {
  const { address = '' } = settings
  const place = address === '' || address.startsWith(name) ? address : `${name}, ${address}`
  return [settings.mail?.footer ?? '', place].filter((line) => line !== '')
}

/** For clients that follow the system's dark mode; the others turn light colours themselves. */
function darkRules(): Html {
  return new Html(`@media (prefers-color-scheme: dark) {
.page { background: #161513 !important }
.card { background: #201f1c !important; border-color: #393732 !important }
.text { color: #f2f0ea !important }
.muted, .muted a { color: #b1ada3 !important }
.rule { border-color: #393732 !important }
.button { background: #f2f0ea !important }
.button-text { color: #1c1b19 !important }
.logo { background: #f2f0ea; padding: 6px }
}
@media (max-width: 480px) { .card { padding: 28px 20px !important } }`)
}
