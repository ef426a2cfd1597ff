/**
 * The frame of every mail: the store's name, one column, one button, the store's address. Tables and inline styles, since
 * mail clients know little else; a few rules for clients that know dark. Colours are the theme's, checked to be colours.
 */
import type { StoreProfile } from '@/lib/stores/queries'
import { Html, html } from './html'

export const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
const SERIF = "Georgia, 'Times New Roman', serif"

export interface Palette {
  surface: string
  raised: string
  line: string
  text: string
  muted: string
  accent: string
  accentText: string
}

const PLAIN: Palette = {
  surface: '#ffffff',
  raised: '#f6f6f4',
  line: '#e4e3df',
  text: '#1c1b19',
  muted: '#66635c',
  accent: '#1c1b19',
  accentText: '#ffffff',
}

/** The theme's colours; one that is not `#rgb` or `#rrggbb` is replaced. */
export function paletteOf(store: Pick<StoreProfile, 'theme'>): Palette {
  const colors: Partial<Record<string, string>> = store.theme.colors
  const names = Object.keys(PLAIN) as (keyof Palette)[]
  const entries = names.map((name) => [name, isColor(colors[name]) ? colors[name] : PLAIN[name]])
  return Object.fromEntries(entries) as unknown as Palette
}

export function headingFont(store: Pick<StoreProfile, 'theme'>): string {
  return store.theme.preset === 'bookshop' ? SERIF : FONT
}

export interface Letter {
  store: StoreProfile
  /** Shown after the subject in an inbox. */
  preview: string
  heading: string
  intro: string
  button: { label: string; href: string }
  body: Html
}

/** The whole HTML of a mail. */
export function letter({ store, preview, heading, intro, button, body }: Letter): string {
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
<tr><td class="text" style="padding:0 8px 20px;font:600 20px/28px ${font};color:${c.text}">${store.name}</td></tr>
<tr><td class="card" style="background:${c.surface};border:1px solid ${c.line};border-radius:10px;padding:36px 32px">
<h1 class="text" style="margin:0 0 10px;font:600 25px/32px ${font};color:${c.text}">${heading}</h1>
<p class="muted" style="margin:0 0 24px;font:16px/25px ${FONT};color:${c.muted}">${intro}</p>
${buttonHtml(button, c)}
${body}
</td></tr>
<tr><td class="muted" style="padding:24px 8px 0;font:13px/20px ${FONT};color:${c.muted}">Questions? Reply to this mail and ${store.name} will answer.${address(store)}</td></tr>
</table></td></tr></table></body></html>`.text
}

function buttonHtml({ label, href }: Letter['button'], c: Palette): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 8px"><tr><td class="button" style="background:${c.accent};border-radius:8px"><a href="${href}" class="button-text" style="display:inline-block;padding:12px 20px;font:600 16px/24px ${FONT};color:${c.accentText};text-decoration:none">${label}</a></td></tr></table>`
}

function address(store: StoreProfile): Html | null {
  return store.settings.address ? html`<br>${store.name}, ${store.settings.address}` : null
}

/** For clients that follow the system's dark mode; the others turn light colours themselves. */
function darkRules(): Html {
  return new Html(`@media (prefers-color-scheme: dark) {
.page { background: #161513 !important }
.card { background: #201f1c !important; border-color: #393732 !important }
.text { color: #f2f0ea !important }
.muted { color: #b1ada3 !important }
.rule { border-color: #393732 !important }
.button { background: #f2f0ea !important }
.button-text { color: #1c1b19 !important }
}
@media (max-width: 480px) { .card { padding: 28px 20px !important } }`)
}

function isColor(value: string | undefined): value is string {
  return value !== undefined && /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value)
}
